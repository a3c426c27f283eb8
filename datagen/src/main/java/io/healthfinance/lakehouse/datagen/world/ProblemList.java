package io.healthfinance.lakehouse.datagen.world;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Medical records service: diagnoses on the problem list, at visits and of stays. */
final class ProblemList {

  void write(Journey journey) {
    Dice dice = journey.dice("diagnoses");
    journey
        .health()
        .onset()
        .forEach((condition, onset) -> chronic(journey, condition, onset, dice));
    for (Visit visit : journey.visits()) {
      if (visit.completed()
          && visit.kind() == Visit.Kind.SAME_DAY
          && journey.aliveAt(visit.ended())) {
        acute(journey, visit, dice);
      }
    }
    journey.stays().forEach(stay -> stay(journey, stay, dice));
    if (dice.chance(0.02)) {
      mistaken(journey, dice);
    }
  }

  private static void chronic(Journey journey, Chronic condition, LocalDate onset, Dice dice) {
    if (!journey.lives(onset)) {
      return;
    }
    boolean known = onset.isBefore(journey.person().joined());
    Instant recorded =
        known
            ? journey.registered().plusSeconds(dice.between(90_000, 900_000))
            : journey.at(onset, dice.uniform(9, 16.5));
    if (!journey.aliveAt(recorded)) {
      return;
    }
    Optional<Visit> visit =
        journey.visits().stream()
            .filter(
                v ->
                    v.completed()
                        && v.primaryCare()
                        && v.ended().isBefore(recorded)
                        && !v.day().isBefore(onset.minusDays(3)))
            .findFirst();
    Journal.Tracked row =
        journey.insert(
            "diagnoses",
            recorded.plusSeconds(30),
            row(journey, dice.uuid(), Diagnosis.of(condition), "PROBLEM_LIST", recorded)
                .with("provider_id", journey.person().pcp().id())
                .with("appointment_id", visit.map(Visit::id).orElse(null))
                .with("severity", dice.chance(0.8) ? severity(journey, dice) : null)
                .with("onset_date", dice.chance(0.6) ? onset.minusDays(dice.between(0, 90)) : null)
                .with("diagnosed_date", onset)
                .with("verification_status", dice.chance(0.93) ? "CONFIRMED" : "PROVISIONAL"));
    course(journey, condition, row, recorded, dice);
  }

  /** Kidney disease advances a stage, depression remits and returns, the rest stays as it is. */
  private static void course(
      Journey journey, Chronic condition, Journal.Tracked row, Instant recorded, Dice dice) {
    Instant later = recorded.plusSeconds(86_400L * dice.between(150, 900));
    if (!journey.aliveAt(later)) {
      return;
    }
    if (condition == Chronic.KIDNEY_DISEASE && dice.chance(0.05)) {
      row.update(
          later,
          Row.of("icd10_code", "N18.6")
              .with("condition_name", "End stage renal disease")
              .with("severity", "SEVERE"));
    } else if (condition == Chronic.BREAST_CANCER && dice.chance(0.2)) {
      Diagnosis removed =
          new Diagnosis("Z90.13", "Acquired absence of bilateral breasts and nipples");
      journey.insert(
          "diagnoses",
          later.plusSeconds(9),
          row(journey, dice.uuid(), removed, "PROBLEM_LIST", later)
              .with("provider_id", journey.person().pcp().id())
              .with("diagnosed_date", LocalDate.ofInstant(later, journey.person().site().zone())));
    } else if (condition == Chronic.KIDNEY_DISEASE && dice.chance(0.35)) {
      row.update(
          later,
          Row.of("icd10_code", "N18.32")
              .with("condition_name", "Chronic kidney disease, stage 3b")
              .with("severity", "SEVERE"));
    } else if (condition == Chronic.DIABETES && dice.chance(0.2)) {
      row.update(
          later,
          Row.of("icd10_code", "E11.22")
              .with(
                  "condition_name",
                  "Type 2 diabetes mellitus with diabetic chronic kidney disease"));
    } else if (condition == Chronic.DEPRESSION && dice.chance(0.3)) {
      row.update(later, Row.of("clinical_status", "REMISSION"));
      Instant again = later.plusSeconds(86_400L * dice.between(100, 400));
      if (dice.chance(0.3) && journey.aliveAt(again)) {
        row.update(again, Row.of("clinical_status", "RECURRENCE"));
      }
    } else if (condition == Chronic.REFLUX && dice.chance(0.2)) {
      row.update(later, Row.of("clinical_status", "INACTIVE"));
    }
  }

  private static void acute(Journey journey, Visit visit, Dice dice) {
    Diagnosis reason = VisitReasons.of(journey, visit).get(0);
    Instant recorded = visit.ended().minusSeconds(60);
    Journal.Tracked row =
        journey.insert(
            "diagnoses",
            recorded.plusSeconds(20),
            row(journey, dice.uuid(), reason, "ENCOUNTER", recorded)
                .with("provider_id", visit.provider().id())
                .with("appointment_id", visit.id())
                .with("severity", dice.chance(0.4) ? "MILD" : null)
                .with("onset_date", visit.day().minusDays(dice.between(0, 9)))
                .with("diagnosed_date", visit.day())
                .with("notes", dice.chance(0.1) ? "Supportive care, return if worse." : null)
                .with(
                    "verification_status",
                    dice.pick("CONFIRMED", "CONFIRMED", "PROVISIONAL", "DIFFERENTIAL")));
    LocalDate over = visit.day().plusDays(dice.between(7, 40));
    // A few stay on the list because nobody takes them off.
    if (journey.lives(over) && dice.chance(0.97)) {
      row.update(
          journey.at(over, 12), Row.of("clinical_status", "RESOLVED").with("resolved_date", over));
    }
  }

  private static void stay(Journey journey, Stay stay, Dice dice) {
    Instant admitted = stay.admitted().plusSeconds(dice.between(900, 7_000));
    Row base =
        row(
                journey,
                dice.uuid(),
                stay.principal(),
                stay.inpatient() ? "ADMITTING" : "PRINCIPAL",
                admitted)
            .with("admission_id", stay.id())
            .with("provider_id", stay.attending().id())
            .with("diagnosed_date", stay.admittedOn())
            .with("verification_status", stay.inpatient() ? "PROVISIONAL" : "CONFIRMED");
    Journal.Tracked first = journey.insert("diagnoses", admitted.plusSeconds(15), base);
    if (!stay.inpatient()) {
      resolve(journey, stay, first, dice.between(3, 25));
      return;
    }
    // The principal diagnosis is established after study, by the coder, days after the discharge.
    Instant coded = stay.discharged().plusSeconds(86_400L * dice.between(1, 5));
    Journal.Tracked principal =
        journey.insert(
            "diagnoses",
            coded,
            row(journey, dice.uuid(), stay.principal(), "PRINCIPAL", coded.minusSeconds(5))
                .with("admission_id", stay.id())
                .with("provider_id", stay.attending().id())
                .with("present_on_admission", "Y")
                .with("severity", dice.pick("MODERATE", "SEVERE"))
                .with("diagnosed_date", stay.admittedOn()));
    int recovery = stay.principal().code().equals("I21.4") ? 28 : dice.between(10, 45);
    resolve(journey, stay, first, recovery);
    resolve(journey, stay, principal, recovery);
    if (stay.principal().code().equals("I21.4")) {
      oldInfarction(journey, stay.dischargedOn().plusDays(recovery), dice);
    }
    for (Chronic condition : journey.health().on(stay.admittedOn())) {
      if (dice.chance(0.8)) {
        Instant noted = dice.chance(0.7) ? admitted.plusSeconds(1_200) : coded;
        journey.insert(
            "diagnoses",
            noted.plusSeconds(9),
            row(journey, dice.uuid(), Diagnosis.of(condition), "SECONDARY", noted)
                .with("admission_id", stay.id())
                .with("provider_id", stay.attending().id())
                .with("present_on_admission", dice.pick("Y", "Y", "Y", "N", "U", "W"))
                .with("diagnosed_date", journey.health().onset().get(condition)));
      }
    }
  }

  /** What a stay was for is over some time after it, unless it is a lasting condition. */
  private static void resolve(Journey journey, Stay stay, Journal.Tracked row, int days) {
    LocalDate over = stay.dischargedOn().plusDays(days);
    if (!Chronic.isLasting(stay.principal().code()) && journey.lives(over)) {
      row.update(
          journey.at(over, 12), Row.of("clinical_status", "RESOLVED").with("resolved_date", over));
    }
  }

  /** Four weeks after an infarction ICD-10-CM calls it an old one. */
  private static void oldInfarction(Journey journey, LocalDate day, Dice dice) {
    if (journey.lives(day)) {
      Instant at = journey.at(day, 13);
      journey.insert(
          "diagnoses",
          at.plusSeconds(20),
          row(
                  journey,
                  dice.uuid(),
                  new Diagnosis("I25.2", "Old myocardial infarction"),
                  "PROBLEM_LIST",
                  at)
              .with("provider_id", journey.person().pcp().id())
              .with("diagnosed_date", day));
    }
  }

  private static void mistaken(Journey journey, Dice dice) {
    LocalDate day = journey.firstDay().plusDays(dice.between(5, 400));
    if (journey.lives(day)) {
      Instant at = journey.at(day, 14);
      journey
          .insert(
              "diagnoses",
              at.plusSeconds(10),
              row(
                      journey,
                      dice.uuid(),
                      Diagnosis.of(dice.pick(Chronic.DIABETES, Chronic.COPD)),
                      "PROBLEM_LIST",
                      at)
                  .with("provider_id", journey.person().pcp().id())
                  .with("diagnosed_date", day))
          .update(
              at.plusSeconds(dice.between(3_000, 400_000)),
              Row.of("verification_status", dice.pick("ENTERED_IN_ERROR", "REFUTED")));
    }
  }

  private static String severity(Journey journey, Dice dice) {
    return journey.health().control() < -0.7
        ? dice.pick("MODERATE", "SEVERE")
        : dice.pick("MILD", "MODERATE", "MODERATE");
  }

  private static Row row(Journey journey, String id, Diagnosis diagnosis, String type, Instant at) {
    return journey
        .about("diagnosis_id", id)
        .with("icd10_code", diagnosis.code())
        .with("condition_name", diagnosis.title())
        .with("diagnosis_type", type)
        .with("clinical_status", "ACTIVE")
        .with("verification_status", "CONFIRMED")
        .with("recorded_at", at);
  }
}
