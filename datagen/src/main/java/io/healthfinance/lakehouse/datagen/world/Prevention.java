package io.healthfinance.lakehouse.datagen.world;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** Preventive screening and immunization services. */
final class Prevention {
  private record Test(String type, String program, Service service, String loinc, int everyDays) {}

  private static final Test COLONOSCOPY =
      new Test("COLONOSCOPY", "COLORECTAL_CANCER", Service.SCREENING_COLONOSCOPY, null, 3650);
  private static final Test FIT =
      new Test("FOBT", "COLORECTAL_CANCER", Service.FIT, "57905-2", 365);
  private static final Test FIT_DNA =
      new Test("FIT_DNA", "COLORECTAL_CANCER", Service.FIT_DNA, "77353-1", 1095);
  private static final Test SIGMOIDOSCOPY =
      new Test("FLEXIBLE_SIGMOIDOSCOPY", "COLORECTAL_CANCER", Service.SIGMOIDOSCOPY, null, 1825);
  private static final Test CT =
      new Test("CT_COLONOGRAPHY", "COLORECTAL_CANCER", Service.CT_COLONOGRAPHY, null, 1825);

  /** Colonoscopy leads by far, stool tests follow (NHIS 2021). */
  private static final Weighted<Test> COLORECTAL =
      Weighted.of(COLONOSCOPY, 0.66)
          .or(FIT, 0.19)
          .or(FIT_DNA, 0.11)
          .or(SIGMOIDOSCOPY, 0.025)
          .or(CT, 0.015);

  private static final Test MAMMOGRAM =
      new Test("MAMMOGRAM", "BREAST_CANCER", Service.MAMMOGRAM, null, 700);
  private static final Test CYTOLOGY =
      new Test("CERVICAL_CYTOLOGY", "CERVICAL_CANCER", Service.CERVICAL_CYTOLOGY, null, 1095);
  private static final Test HPV =
      new Test("HPV_TEST", "CERVICAL_CANCER", Service.HPV_TEST, null, 1825);
  private static final Test LUNG =
      new Test("LUNG_LDCT", "LUNG_CANCER", Service.LOW_DOSE_CT, null, 365);
  private static final Test BONES =
      new Test("DEXA", "OSTEOPOROSIS", Service.BONE_DENSITY, null, 1500);
  private static final Test MOOD =
      new Test("DEPRESSION_PHQ2", "DEPRESSION", Service.DEPRESSION_SCREEN, "55758-7", 365);
  private static final Test LIPIDS =
      new Test("LIPID_PANEL", "CARDIOVASCULAR", Service.LAB_LIPID, "57698-3", 1500);
  private static final Test EYES =
      new Test("DIABETIC_EYE_EXAM", "DIABETES", Service.EYE_EXAM, null, 365);

  void write(Journey journey) {
    Dice dice = journey.dice("screening");
    Person person = journey.person();
    int age = person.ageOn(journey.span().to());
    boolean woman = person.sex() == Sex.FEMALE;
    double inclined = 0.75 + 0.5 * person.habits().engagement();
    if (age >= 45 && age <= 85) {
      int begin = 45 + dice.between(0, 6);
      boolean complies = dice.chance(Rates.COLORECTAL_SCREENED * inclined);
      repeat(journey, dice.pick(COLORECTAL), person.born().plusYears(begin), complies, dice);
    }
    if (woman && age >= 40 && age <= 80) {
      repeat(
          journey,
          MAMMOGRAM,
          person.born().plusYears(42),
          dice.chance(Rates.MAMMOGRAPHY * inclined),
          dice);
    }
    if (woman && age >= 21 && age <= 65) {
      repeat(
          journey,
          dice.chance(0.6) ? CYTOLOGY : HPV,
          person.born().plusYears(23),
          dice.chance(0.72 * inclined),
          dice);
    }
    if (age >= 50 && age <= 80 && (person.habits().smokes() || person.habits().smoked())) {
      repeat(journey, LUNG, person.born().plusYears(52), dice.chance(0.16), dice);
    }
    if (woman && age >= 65) {
      repeat(journey, BONES, person.born().plusYears(65), dice.chance(0.55), dice);
    }
    if (age >= 35) {
      repeat(journey, LIPIDS, person.born().plusYears(35), dice.chance(0.6), dice);
    }
    if (journey.health().has(Chronic.DIABETES)) {
      repeat(
          journey, EYES, journey.health().onset().get(Chronic.DIABETES), dice.chance(0.62), dice);
    }
    if (age >= 13 && !journey.health().has(Chronic.DEPRESSION)) {
      repeat(journey, MOOD, person.born().plusYears(13), dice.chance(0.35), dice);
    }
    immunise(journey, journey.dice("immunization"));
  }

  /** Those who comply are tested when due; the others decline, forget or wait. */
  private static void repeat(
      Journey journey, Test test, LocalDate from, boolean complies, Dice dice) {
    LocalDate horizon = journey.span().from().minusDays(Math.min(3_650, test.everyDays + 200L));
    LocalDate first = from.isAfter(horizon) ? from : horizon;
    for (LocalDate due = first.plusDays(dice.between(0, Math.min(900, test.everyDays)));
        due.isBefore(journey.span().to());
        due = due.plusDays(test.everyDays + dice.between(5, 90))) {
      if (journey.lives(due.plusDays(30))) {
        screening(journey, test, due, complies, dice);
        if (!complies && due.isBefore(journey.span().from())) {
          due = journey.span().from().minusDays(test.everyDays - dice.between(0, 300));
          complies = false;
        }
      }
    }
  }

  private static void screening(
      Journey journey, Test test, LocalDate due, boolean complies, Dice dice) {
    boolean external = due.isBefore(journey.person().joined()) || dice.chance(0.06);
    if (external) {
      if (complies) {
        externalReport(journey, test, due, dice);
      }
      return;
    }
    Instant ordered = journey.at(due, 11);
    Row row =
        row(journey, test, dice)
            .with("ordered_date", due)
            .with("due_date", due.plusDays(45))
            .with("is_external", false);
    Journal.Tracked tracked = journey.insert("screenings", ordered, row.with("status", "ORDERED"));
    LocalDate done = due.plusDays(dice.between(1, 60));
    Instant report = journey.at(done, 15).plusSeconds(dice.between(3_000, 200_000));
    if (complies && journey.lives(done)) {
      if (dice.chance(0.4)) {
        tracked.update(ordered.plusSeconds(40_000), Row.of("status", "SCHEDULED"));
      }
      tracked.update(report, result(test, done, dice));
      boolean endoscopy = test.everyDays >= 1_825 && test.program.equals("COLORECTAL_CANCER");
      if (endoscopy || test == MAMMOGRAM) {
        procedure(journey, test, journey.at(done, 10), dice);
      }
    } else if (dice.chance(0.35)) {
      tracked.update(
          ordered.plusSeconds(86_400L * dice.between(3, 60)),
          Row.of("status", "DECLINED")
              .with(
                  "decline_reason",
                  dice.pick(
                      "PATIENT_DECLINED",
                      "PATIENT_DECLINED",
                      "NOT_REACHED",
                      "COST",
                      "CONTRAINDICATED")));
    } else {
      Instant late = journey.at(due.plusDays(60), 3);
      tracked.update(late, Row.of("status", dice.chance(0.85) ? "OVERDUE" : "CANCELLED"));
      if (dice.chance(0.15) && journey.aliveAt(late) && late.isAfter(journey.span().start())) {
        Alerts.Cause gap =
            new Alerts.Cause(
                "CARE_GAP",
                "INFO",
                test.type + " overdue",
                "screenings",
                (String) row.values().get("screening_id"));
        new Alerts().raise(journey, gap, journey.person().pcp(), late.plusSeconds(60), dice);
      }
    }
  }

  private static void externalReport(Journey journey, Test test, LocalDate done, Dice dice) {
    Instant entered = journey.registered().plusSeconds(86_400L * dice.between(2, 40));
    Instant at =
        entered.isBefore(journey.at(done, 12)) ? journey.at(done.plusDays(9), 12) : entered;
    Row row =
        row(journey, test, dice)
            .with(
                "ordered_date", done.isAfter(LocalDate.of(2012, 1, 1)) ? done.minusDays(10) : done)
            .with("is_external", true);
    row.values().putAll(result(test, done, dice).values());
    if (journey.aliveAt(at)) {
      journey.insert("screenings", at, row);
    }
  }

  private static Row row(Journey journey, Test test, Dice dice) {
    return journey
        .about("screening_id", dice.uuid())
        .with("ordering_provider_id", journey.person().pcp().id())
        .with(
            "performing_facility_id",
            journey.network().support(test.loinc == null ? "IMAGING_CENTER" : "LABORATORY").id())
        .with("screening_type", test.type)
        .with("screening_program", test.program)
        .with("procedure_code", test.service.code())
        .with("loinc_code", test.loinc);
  }

  private static Row result(Test test, LocalDate done, Dice dice) {
    boolean abnormal = dice.chance(0.09);
    String result =
        abnormal
            ? "ABNORMAL"
            : dice.chance(0.015) ? dice.pick("INDETERMINATE", "INADEQUATE_SAMPLE") : "NORMAL";
    return Row.of("status", "COMPLETED")
        .with("performed_date", done)
        .with("result", result)
        .with(
            "result_category",
            test == MAMMOGRAM ? abnormal ? "BI-RADS 4" : "BI-RADS " + dice.between(1, 2) : null)
        .with("follow_up_required", abnormal)
        .with("next_due_date", done.plusDays(abnormal ? 180 : test.everyDays));
  }

  private static void procedure(Journey journey, Test test, Instant at, Dice dice) {
    Procedures.write(
        journey,
        new Procedures.Act(
            test.service,
            at,
            journey.network().provider(Specialty.GASTROENTEROLOGY, journey.person().index()),
            journey.network().support("IMAGING_CENTER"),
            null,
            null),
        dice);
  }

  private record Vaccine(
      String cvx, String name, String maker, int fromAge, int toAge, int series) {}

  private static final Vaccine INFLUENZA =
      new Vaccine(
          "150", "Influenza, injectable, quadrivalent, preservative free", "SKB", 0, 120, 1);

  private static final List<Vaccine> OTHERS =
      List.of(
          new Vaccine("215", "Pneumococcal conjugate PCV15, polysaccharide", "MSD", 65, 100, 1),
          new Vaccine("187", "Zoster recombinant", "SKB", 50, 100, 2),
          new Vaccine("115", "Tdap", "PMC", 19, 100, 1),
          new Vaccine("03", "MMR", "MSD", 1, 6, 2),
          new Vaccine("106", "DTaP, 5 pertussis antigens", "PMC", 0, 6, 5),
          new Vaccine("165", "HPV9", "MSD", 11, 17, 2),
          new Vaccine("229", "COVID-19, mRNA, bivalent", "PFR", 12, 120, 1));

  private static void immunise(Journey journey, Dice dice) {
    boolean willing = dice.chance(0.3 + 0.35 * journey.person().habits().engagement() * 2);
    for (int year = journey.firstDay().getYear(); year <= journey.span().to().getYear(); year++) {
      LocalDate day = LocalDate.of(year, 9, 10).plusDays(dice.between(0, 90));
      if (dice.chance(willing ? Rates.INFLUENZA_VACCINE * 1.45 : 0.06)) {
        dose(journey, INFLUENZA, day, 1, dice);
      } else if (dice.chance(0.05)) {
        refusal(journey, day, dice);
      }
    }
    for (Vaccine vaccine : OTHERS) {
      int age = journey.person().ageOn(journey.firstDay());
      if (age >= vaccine.fromAge && age <= vaccine.toAge && dice.chance(willing ? 0.5 : 0.15)) {
        LocalDate day = journey.firstDay().plusDays(dice.between(1, 1_300));
        for (int number = 1; number <= Math.min(2, vaccine.series); number++) {
          dose(journey, vaccine, day.plusDays(75L * (number - 1)), number, dice);
        }
      }
    }
  }

  private static void dose(Journey journey, Vaccine vaccine, LocalDate day, int number, Dice dice) {
    if (day.isBefore(journey.firstDay()) || !journey.lives(day)) {
      return;
    }
    Optional<Visit> visit =
        journey.visits().stream()
            .filter(v -> v.completed() && v.inPerson() && v.day().equals(day))
            .findFirst();
    boolean elsewhere = visit.isEmpty() && dice.chance(0.3);
    boolean child = journey.person().ageOn(day) < 3;
    Instant at = journey.at(day, dice.uniform(9, 17)).plusSeconds(elsewhere ? 200_000 : 300);
    Journal.Tracked row =
        journey.insert(
            "immunizations",
            at,
            vaccination(journey, vaccine, dice)
                .with("appointment_id", visit.map(Visit::id).orElse(null))
                .with("administering_provider_id", elsewhere ? null : journey.person().pcp().id())
                .with("facility_id", elsewhere ? null : journey.person().site().id())
                .with("lot_number", "LT" + dice.digits(5))
                .with("expiration_date", day.plusDays(dice.between(30, 400)))
                .with("dose_number", number)
                .with("dose_volume_ml", 0.5)
                .with(
                    "administration_site",
                    child
                        ? dice.pick("LEFT_THIGH", "RIGHT_THIGH")
                        : dice.chance(0.02)
                            ? "NASAL"
                            : dice.pick("LEFT_DELTOID", "LEFT_DELTOID", "RIGHT_DELTOID"))
                .with("administered_date", day)
                .with("administered_time", LocalTime.of(9, 0).plusMinutes(dice.between(0, 470)))
                .with(
                    "information_source",
                    elsewhere
                        ? dice.pick("REGISTRY", "PATIENT_REPORT", "OTHER_PROVIDER")
                        : "ADMINISTERED_HERE")
                .with("status", "COMPLETED"));
    if (dice.chance(0.006)) {
      row.update(at.plusSeconds(100_000), Row.of("status", "ENTERED_IN_ERROR"));
    }
  }

  private static void refusal(Journey journey, LocalDate day, Dice dice) {
    if (!day.isBefore(journey.firstDay()) && journey.lives(day)) {
      journey.insert(
          "immunizations",
          journey.at(day, 14),
          vaccination(journey, INFLUENZA, dice)
              .with("information_source", "ADMINISTERED_HERE")
              .with(
                  "refusal_reason",
                  dice.pick(
                      "PATIENT",
                      "PATIENT",
                      "RELIGIOUS",
                      "MEDICAL_CONTRAINDICATION",
                      "OUT_OF_STOCK"))
              .with("status", "NOT_DONE"));
    }
  }

  private static Row vaccination(Journey journey, Vaccine vaccine, Dice dice) {
    return journey
        .about("immunization_id", dice.uuid())
        .with("cvx_code", vaccine.cvx)
        .with("vaccine_name", vaccine.name)
        .with("manufacturer_code", vaccine.maker)
        .with("series_doses", vaccine.series);
  }
}
