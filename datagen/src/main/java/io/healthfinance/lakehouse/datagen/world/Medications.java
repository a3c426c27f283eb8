package io.healthfinance.lakehouse.datagen.world;

import io.healthfinance.lakehouse.datagen.world.Formulary.Drug;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Prescription and pharmacy services: therapy by condition, fills by adherence. */
final class Medications {
  private static final Set<String> TWICE =
      Set.of(
          "metformin",
          "carvedilol",
          "metoprolol tartrate",
          "sacubitril / valsartan",
          "fluticasone",
          "fluticasone / salmeterol",
          "budesonide",
          "labetalol");

  private final Alerts alerts = new Alerts();
  private int prescriptions;

  void write(Journey journey) {
    Dice dice = journey.dice("medications");
    for (Chronic condition : Chronic.values()) {
      LocalDate onset = journey.health().onset().get(condition);
      if (onset != null) {
        for (String ingredient : regimen(condition, journey, dice)) {
          LocalDate start = onset.plusDays(dice.between(0, 20));
          LocalDate first =
              journey.firstDay(journey.span().from().minusDays(420)).plusDays(dice.between(2, 60));
          therapy(journey, condition, ingredient, start.isBefore(first) ? first : start, dice);
        }
      }
    }
    for (Visit visit : journey.visits()) {
      if (visit.completed()
          && visit.kind() == Visit.Kind.SAME_DAY
          && journey.aliveAt(visit.ended())) {
        course(journey, visit, dice);
      }
    }
    for (Stay stay : journey.stays()) {
      if (stay.planned()
          && !stay.died()
          && !stay.principal().code().startsWith("Z")
          && dice.chance(0.7)) {
        painRelief(journey, stay, dice);
      }
    }
  }

  /** Ingredients that usually treat a condition (ADA, ACC/AHA, GINA, GOLD first lines). */
  private static List<String> regimen(Chronic condition, Journey journey, Dice dice) {
    List<String> drugs = new ArrayList<>();
    double control = journey.health().control();
    switch (condition) {
      case DIABETES -> {
        maybe(drugs, dice, 0.86, "metformin");
        maybe(
            drugs,
            dice,
            control < 0 ? 0.6 : 0.3,
            dice.pick("glipizide", "canagliflozin", "liraglutide"));
        maybe(drugs, dice, control < -0.5 ? 0.5 : 0.12, "insulin glargine");
      }
      case HYPERTENSION -> {
        maybe(drugs, dice, 0.85, dice.pick("lisinopril", "losartan", "benazepril"));
        maybe(drugs, dice, 0.45, dice.pick("amlodipine", "hydrochlorothiazide"));
      }
      case HYPERLIPIDEMIA ->
          maybe(
              drugs,
              dice,
              0.78,
              dice.pick(
                  "atorvastatin", "atorvastatin", "rosuvastatin", "simvastatin", "pravastatin"));
      case CORONARY_DISEASE -> {
        maybe(drugs, dice, 0.75, "aspirin");
        maybe(drugs, dice, 0.35, "clopidogrel");
        maybe(drugs, dice, 0.3, "nitroglycerin");
      }
      case HEART_FAILURE -> {
        maybe(drugs, dice, 0.8, "furosemide");
        maybe(drugs, dice, 0.75, dice.pick("carvedilol", "metoprolol succinate"));
        maybe(drugs, dice, 0.35, "sacubitril / valsartan");
        maybe(drugs, dice, 0.3, "spironolactone");
      }
      case ATRIAL_FIBRILLATION -> maybe(drugs, dice, 0.6, "warfarin");
      case COPD -> {
        maybe(drugs, dice, 0.7, "fluticasone / salmeterol");
        maybe(drugs, dice, 0.8, "albuterol");
      }
      case ASTHMA -> {
        maybe(
            drugs, dice, 0.75, dice.pick("fluticasone", "budesonide", "mometasone", "montelukast"));
        maybe(drugs, dice, 0.85, "albuterol");
      }
      case DEPRESSION ->
          maybe(
              drugs,
              dice,
              0.75,
              dice.pick("sertraline", "escitalopram", "fluoxetine", "citalopram", "duloxetine"));
      case ANXIETY -> {
        maybe(drugs, dice, 0.3, "escitalopram");
        maybe(drugs, dice, 0.15, "diazepam");
      }
      case HYPOTHYROIDISM -> maybe(drugs, dice, 0.92, "levothyroxine");
      case REFLUX -> maybe(drugs, dice, 0.7, "omeprazole");
      case BREAST_CANCER -> maybe(drugs, dice, 0.6, dice.pick("anastrozole", "tamoxifen"));
      case DEMENTIA -> maybe(drugs, dice, 0.5, "donepezil");
      case OSTEOARTHRITIS ->
          maybe(drugs, dice, 0.5, dice.pick("naproxen", "ibuprofen", "acetaminophen"));
      default -> {
        // Obesity, kidney disease, frailty and the other cancers have no drug of their own here.
      }
    }
    return drugs;
  }

  private static void maybe(List<String> drugs, Dice dice, double share, String ingredient) {
    if (dice.chance(share)) {
      drugs.add(ingredient);
    }
  }

  /** Renewed once a year until it is changed or life ends. */
  private void therapy(
      Journey journey, Chronic condition, String ingredient, LocalDate from, Dice dice) {
    Drug drug = journey.network().formulary().of(dice, ingredient);
    boolean quarterly = dice.chance(0.4);
    boolean asNeeded = drug.asNeeded() || condition == Chronic.OSTEOARTHRITIS;
    LocalDate start = from;
    while (start.isBefore(journey.span().to()) && journey.lives(start)) {
      LocalDate end = start.plusDays(360);
      Plan plan = new Plan(drug, start, end, quarterly ? 90 : 30, asNeeded, true, condition.code());
      LocalDate stop = dice.chance(0.1) ? start.plusDays(dice.between(20, 300)) : null;
      prescribe(journey, plan, journey.person().pcp(), null, null, stop, dice);
      if (stop != null) {
        drug = journey.network().formulary().of(dice, ingredient);
        start = stop.plusDays(1);
      } else {
        start = end.plusDays(1);
      }
    }
  }

  private void course(Journey journey, Visit visit, Dice dice) {
    String ingredient =
        switch (VisitReasons.of(journey, visit).get(0).code()) {
          case "N39.0" -> "nitrofurantoin";
          case "J02.9", "H66.90" -> dice.chance(0.5) ? "amoxicillin" : null;
          case "J06.9" -> dice.chance(0.2) ? "azithromycin" : null;
          case "M54.50", "M25.561" -> dice.pick("naproxen", "ibuprofen", "tramadol");
          case "L30.9" -> "cetirizine";
          default -> null;
        };
    if (ingredient != null) {
      Drug drug = journey.network().formulary().of(dice, ingredient);
      Plan plan =
          new Plan(
              drug,
              visit.day(),
              visit.day().plusDays(9),
              10,
              ingredient.equals("ibuprofen"),
              false,
              VisitReasons.of(journey, visit).get(0).code());
      prescribe(journey, plan, visit.provider(), visit.id(), null, null, dice);
    }
  }

  private void painRelief(Journey journey, Stay stay, Dice dice) {
    Drug drug = journey.network().formulary().of(dice, dice.pick("oxycodone", "acetaminophen"));
    Plan plan =
        new Plan(
            drug,
            stay.dischargedOn(),
            stay.dischargedOn().plusDays(6),
            7,
            true,
            false,
            stay.principal().code());
    prescribe(journey, plan, stay.attending(), null, stay, null, dice);
  }

  private record Plan(
      Drug drug,
      LocalDate start,
      LocalDate end,
      int daysSupply,
      boolean asNeeded,
      boolean chronic,
      String indication) {
    int perDay() {
      return TWICE.contains(drug.ingredient()) ? 2 : 1;
    }

    int refills() {
      return "II".equals(drug.schedule()) || !chronic ? 0 : daysSupply == 90 ? 3 : 11;
    }
  }

  private void prescribe(
      Journey journey,
      Plan plan,
      Provider prescriber,
      String visit,
      Stay stay,
      LocalDate stop,
      Dice dice) {
    Instant at =
        stay != null
            ? stay.discharged().minusSeconds(1_800)
            : journey.at(plan.start, dice.uniform(9, 17));
    if (!journey.aliveAt(at)) {
      return;
    }
    String id = dice.uuid();
    Journal.Tracked row =
        journey.insert(
            "prescriptions",
            at.plusSeconds(4),
            journey
                .about("prescription_id", id)
                .with("prescriber_id", prescriber.id())
                .with("appointment_id", visit)
                .with("admission_id", stay == null ? null : stay.id())
                .with(
                    "prescription_number",
                    String.format("RX%06d%03d", journey.person().index(), prescriptions++ % 1000))
                .with("rxnorm_code", plan.drug.rxnorm())
                .with("ndc", plan.drug.ndc())
                .with("medication_name", plan.drug.name())
                .with("dosage", plan.drug.dosage())
                .with(
                    "frequency",
                    plan.asNeeded
                        ? "AS_NEEDED"
                        : plan.drug.ingredient().contains("statin")
                            ? "AT_BEDTIME"
                            : plan.perDay() == 2 ? "TWICE_DAILY" : "ONCE_DAILY")
                .with("route", plan.drug.route())
                .with("sig", "Take as directed.")
                .with("quantity", plan.daysSupply * plan.perDay())
                .with("days_supply", plan.daysSupply)
                .with("refills_authorized", plan.refills())
                .with("is_as_needed", plan.asNeeded)
                .with("is_chronic", plan.chronic)
                .with("indication_code", plan.indication)
                .with("controlled_schedule", plan.drug.schedule())
                .with("prescribed_at", at)
                .with("start_date", plan.start)
                .with("end_date", plan.chronic ? null : plan.end)
                .with("status", dice.chance(0.01) ? "ON_HOLD" : "ACTIVE"));
    if (dice.chance(0.012)) {
      Alerts.Cause cause =
          dice.chance(0.6)
              ? new Alerts.Cause(
                  "DRUG_INTERACTION", "WARNING", "Interaction check", "prescriptions", id)
              : new Alerts.Cause("MISSED_DOSE", "INFO", "Refill overdue", "prescriptions", id);
      alerts.raise(journey, cause, prescriber, at.plusSeconds(15), dice);
    }
    fills(journey, plan, id, stop == null ? plan.end : stop, dice);
    finish(journey, plan, row, stop, dice);
  }

  private static void finish(
      Journey journey, Plan plan, Journal.Tracked row, LocalDate stop, Dice dice) {
    Instant death = journey.death().orElse(Instant.MAX);
    Instant end = journey.at((stop == null ? plan.end : stop).plusDays(1), 5);
    if (death.isBefore(end)) {
      Instant told = death.plus(Duration.ofDays(3));
      row.update(
          told,
          Row.of("status", "DISCONTINUED")
              .with("discontinued_at", death)
              .with("discontinue_reason", "DEATH")
              .with("end_date", later(journey, death, plan.start)));
    } else if (stop != null) {
      String reason =
          dice.pick(
              "ADVERSE_EFFECT",
              "INEFFECTIVE",
              "THERAPY_CHANGE",
              "THERAPY_CHANGE",
              "PATIENT_REFUSAL",
              "COMPLETED_EARLY",
              "DUPLICATE");
      row.update(
          end,
          Row.of("status", "DISCONTINUED")
              .with("discontinued_at", end)
              .with("discontinue_reason", reason)
              .with("end_date", stop));
    } else {
      row.update(
          end,
          Row.of(
                  "status",
                  plan.chronic
                      ? dice.pick("COMPLETED", "COMPLETED", "EXPIRED")
                      : dice.chance(0.03) ? "CANCELLED" : "COMPLETED")
              .with("end_date", plan.end));
    }
  }

  private static LocalDate later(Journey journey, Instant at, LocalDate notBefore) {
    LocalDate day = LocalDate.ofInstant(at, journey.person().site().zone());
    return day.isBefore(notBefore) ? notBefore : day;
  }

  /** The next fill is late by as much as adherence falls short; some are never picked up. */
  private static void fills(
      Journey journey, Plan plan, String prescription, LocalDate until, Dice dice) {
    double adherence = journey.person().habits().adherence();
    LocalDate day = plan.start.plusDays(dice.between(0, 2));
    for (int fill = 0; fill <= plan.refills() && !day.isAfter(until); fill++) {
      if (!journey.lives(day)) {
        return;
      }
      if (!journey.inHospital(day)) {
        dispense(journey, plan, prescription, fill, day, dice);
      }
      double gap =
          plan.asNeeded ? dice.uniform(1.5, 4.5) : 1 / Math.max(0.3, dice.normal(adherence, 0.1));
      day = day.plusDays(Math.max(plan.daysSupply - 5, Math.round(plan.daysSupply * gap)));
    }
  }

  private static void dispense(
      Journey journey, Plan plan, String prescription, int fill, LocalDate day, Dice dice) {
    boolean mail = plan.daysSupply == 90 && dice.chance(0.3);
    Instant at = journey.at(day, dice.uniform(9.5, 18));
    double cost =
        plan.daysSupply
            * plan.perDay()
            * (plan.drug.route().equals("ORAL") ? 0.18 : 2.9)
            * dice.uniform(0.8, 1.3);
    Journal.Tracked row =
        journey.insert(
            "medication_dispenses",
            at.plusSeconds(7),
            journey
                .about("dispense_id", dice.uuid())
                .with("prescription_id", prescription)
                .with("pharmacy_facility_id", journey.network().support("PHARMACY").id())
                .with("rxnorm_code", plan.drug.rxnorm())
                .with("ndc", plan.drug.ndc())
                .with("fill_number", fill)
                .with("quantity_dispensed", plan.daysSupply * plan.perDay())
                .with("days_supply", plan.daysSupply)
                .with("fill_date", day)
                .with(
                    "dispense_type",
                    mail ? "MAIL_ORDER" : plan.daysSupply == 7 ? "INPATIENT_DISCHARGE" : "RETAIL")
                .with("ingredient_cost_amount", cost)
                .with("patient_paid_amount", Math.min(cost, dice.pick(0, 5, 10, 15)))
                .with("status", "FILLED"));
    Instant later = at.plusSeconds(dice.between(1_500, 300_000));
    if (dice.chance(0.025)) {
      row.update(
          at.plusSeconds(900_000),
          Row.of("status", dice.chance(0.8) ? "RETURNED_TO_STOCK" : "CANCELLED"));
    } else if (journey.aliveAt(later)) {
      row.update(later.plusSeconds(3), Row.of("status", "PICKED_UP").with("picked_up_at", later));
    }
  }
}
