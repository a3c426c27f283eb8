package io.healthfinance.lakehouse.datagen.world;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Laboratory service: orders at visits and in stays, results hours later, some corrected. */
final class Laboratory {
  /** A set of tests ordered together. */
  enum Panel {
    HBA1C("4548-4", "Hemoglobin A1c", "BLOOD", false, List.of(LabTest.HBA1C)),
    METABOLIC(
        "24323-8",
        "Comprehensive metabolic panel",
        "SERUM",
        false,
        List.of(
            LabTest.GLUCOSE, LabTest.CREATININE, LabTest.EGFR, LabTest.SODIUM, LabTest.POTASSIUM)),
    LIPID(
        "57698-3",
        "Lipid panel",
        "SERUM",
        true,
        List.of(LabTest.LDL, LabTest.HDL, LabTest.TRIGLYCERIDE)),
    COUNT(
        "58410-2",
        "Complete blood count",
        "BLOOD",
        false,
        List.of(LabTest.HEMOGLOBIN, LabTest.LEUKOCYTES)),
    HEART("30934-4", "Natriuretic peptide B", "PLASMA", false, List.of(LabTest.BNP)),
    THYROID("3016-3", "Thyrotropin", "SERUM", false, List.of(LabTest.TSH)),
    URINE(
        "9318-7", "Urine albumin/creatinine ratio", "URINE", false, List.of(LabTest.URINE_ALBUMIN)),
    PROSTATE("2857-1", "Prostate specific antigen", "SERUM", false, List.of(LabTest.PSA));

    private final String loinc;
    private final String title;
    private final String specimen;
    private final boolean fasting;
    private final List<LabTest> tests;

    Panel(String loinc, String title, String specimen, boolean fasting, List<LabTest> tests) {
      this.loinc = loinc;
      this.title = title;
      this.specimen = specimen;
      this.fasting = fasting;
      this.tests = tests;
    }
  }

  private final Alerts alerts = new Alerts();
  private int orders;

  void write(Journey journey) {
    Dice dice = journey.dice("laboratory");
    Map<Panel, LocalDate> last = new EnumMap<>(Panel.class);
    for (Visit visit : journey.visits()) {
      if (visit.completed()
          && journey.aliveAt(visit.ended())
          && !visit.modality().equals("PHONE")) {
        atVisit(journey, visit, last, dice);
      }
    }
    journey.stays().forEach(stay -> inStay(journey, stay, dice));
  }

  private void atVisit(Journey journey, Visit visit, Map<Panel, LocalDate> last, Dice dice) {
    for (Panel panel : Panel.values()) {
      int interval = interval(journey, visit, panel);
      LocalDate before = last.get(panel);
      boolean due =
          interval > 0 && (before == null || before.plusDays(interval).isBefore(visit.day()));
      if (due && dice.chance(0.62 + 0.3 * journey.person().habits().adherence())) {
        last.put(panel, visit.day());
        Order order =
            new Order(
                panel,
                visit.ended().minusSeconds(dice.between(30, 500)),
                visit.provider(),
                "ROUTINE",
                visit.id(),
                null);
        place(journey, order, dice);
      }
    }
  }

  /** Days between two orders of a panel; 0 when there is no reason for it. */
  private static int interval(Journey journey, Visit visit, Panel panel) {
    Health health = journey.health();
    LocalDate day = visit.day();
    boolean wellness = visit.kind() == Visit.Kind.ANNUAL_WELLNESS;
    boolean diabetic = health.hasOn(Chronic.DIABETES, day);
    int age = journey.person().ageOn(day);
    return switch (panel) {
      // ADA: every 3 to 6 months, by control.
      case HBA1C ->
          diabetic ? (health.control() < -0.3 ? 85 : 150) : wellness && age > 45 ? 700 : 0;
      case METABOLIC ->
          diabetic
                  || health.hasOn(Chronic.KIDNEY_DISEASE, day)
                  || health.hasOn(Chronic.HEART_FAILURE, day)
              ? 120
              : health.hasOn(Chronic.HYPERTENSION, day) ? 300 : wellness && age > 40 ? 360 : 0;
      case LIPID ->
          diabetic || health.hasOn(Chronic.HYPERLIPIDEMIA, day)
              ? 170
              : wellness && age > 40 ? 700 : 0;
      case COUNT ->
          health.hasOn(Chronic.KIDNEY_DISEASE, day) || health.countOn(day) > 4
              ? 180
              : wellness ? 500 : 0;
      case HEART -> health.hasOn(Chronic.HEART_FAILURE, day) ? 180 : 0;
      case THYROID -> health.hasOn(Chronic.HYPOTHYROIDISM, day) ? 200 : 0;
      case URINE -> diabetic ? 360 : 0;
      case PROSTATE ->
          wellness && age > 55 && age < 72 && journey.person().sex() == Sex.MALE ? 700 : 0;
    };
  }

  private void inStay(Journey journey, Stay stay, Dice dice) {
    if (!stay.inpatient()) {
      if (dice.chance(0.45)) {
        place(
            journey,
            order(stay, Panel.METABOLIC, stay.admitted().plusSeconds(1_200), "STAT"),
            dice);
      }
      return;
    }
    Instant first = stay.admitted().plusSeconds(dice.between(900, 6_000));
    place(journey, order(stay, Panel.METABOLIC, first, "STAT"), dice);
    place(journey, order(stay, Panel.COUNT, first.plusSeconds(5), "STAT"), dice);
    if (journey.health().hasOn(Chronic.HEART_FAILURE, stay.admittedOn()) || dice.chance(0.3)) {
      place(journey, order(stay, Panel.HEART, first.plusSeconds(9), "URGENT"), dice);
    }
    Instant again = stay.discharged().minusSeconds(30_000);
    if (again.isAfter(first.plusSeconds(40_000))) {
      place(journey, order(stay, Panel.METABOLIC, again, "ROUTINE"), dice);
      place(journey, order(stay, Panel.COUNT, again.plusSeconds(7), "ROUTINE"), dice);
    }
  }

  private record Order(
      Panel panel, Instant at, Provider orderer, String priority, String visit, Stay stay) {}

  private static Order order(Stay stay, Panel panel, Instant at, String priority) {
    return new Order(panel, at, stay.attending(), priority, null, stay);
  }

  private void place(Journey journey, Order order, Dice dice) {
    Panel panel = order.panel;
    String id = dice.uuid();
    Journal.Tracked row =
        journey.insert(
            "lab_orders",
            order.at.plusMillis(400),
            journey
                .about("order_id", id)
                .with(
                    "order_number",
                    String.format("L%07d%03d", journey.person().index(), orders++ % 1000))
                .with("ordering_provider_id", order.orderer.id())
                .with("appointment_id", order.visit)
                .with("admission_id", order.stay == null ? null : order.stay.id())
                .with("laboratory_facility_id", journey.network().support("LABORATORY").id())
                .with("panel_loinc_code", panel.loinc)
                .with("panel_name", panel.title)
                .with("priority", order.priority)
                .with("specimen_type", panel.specimen)
                .with("fasting_required", panel.fasting)
                .with(
                    "indication_code",
                    order.stay == null ? "Z00.00" : order.stay.principal().code())
                .with("ordered_at", order.at)
                .with("status", "ORDERED"));
    if (order.stay == null && dice.chance(0.045)) {
      Instant given = order.at.plusSeconds(86_400L * dice.between(2, 30));
      row.update(given, Row.of("status", "CANCELLED").with("cancelled_at", given));
      return;
    }
    boolean stat = order.stay != null;
    Instant collected =
        order.at.plusSeconds(stat ? dice.between(300, 2_000) : dice.between(600, 90_000));
    if (!journey.aliveAt(collected)) {
      row.update(collected, Row.of("status", "CANCELLED").with("cancelled_at", collected));
      return;
    }
    Instant resulted =
        collected.plusSeconds(stat ? dice.between(1_800, 9_000) : dice.between(9_000, 110_000));
    if (dice.chance(0.006)) {
      row.update(resulted, Row.of("status", "REJECTED").with("collected_at", collected));
      return;
    }
    row.update(
        collected.plusSeconds(30),
        Row.of("status", dice.chance(0.8) ? "COLLECTED" : "IN_PROGRESS")
            .with("collected_at", collected));
    for (LabTest test : panel.tests) {
      result(journey, order, id, test, collected, resulted, dice);
    }
    row.update(
        resulted.plusSeconds(60), Row.of("status", "COMPLETED").with("completed_at", resulted));
  }

  private void result(
      Journey journey,
      Order order,
      String orderId,
      LabTest test,
      Instant collected,
      Instant resulted,
      Dice dice) {
    Physiology body = new Physiology(journey.person(), journey.health());
    double value = test.measure(body, dice, LocalDate.ofInstant(collected, ZoneOffset.UTC));
    String flag = test.flag(value);
    String id = dice.uuid();
    boolean unusable = dice.chance(0.002);
    boolean preliminary = dice.chance(0.004);
    Journal.Tracked row =
        journey.insert(
            "lab_results",
            resulted.plusSeconds(dice.between(1, 40)),
            journey
                .about("result_id", id)
                .with("order_id", orderId)
                .with("admission_id", order.stay == null ? null : order.stay.id())
                .with("loinc_code", test.loinc())
                .with("test_name", test.title())
                .with("value_numeric", unusable ? null : value)
                .with("value_text", unusable ? "Hemolyzed specimen" : null)
                .with(
                    "comparator",
                    test == LabTest.BNP && value >= 4_800
                        ? ">"
                        : test == LabTest.URINE_ALBUMIN && value < 3 ? "<" : null)
                .with("unit", test.unit())
                .with("reference_low", test.low())
                .with("reference_high", test.high())
                .with("abnormal_flag", unusable ? "A" : flag)
                .with("specimen_type", test.specimen())
                .with("collected_at", collected)
                .with("resulted_at", resulted)
                .with("verified_by", "TECH" + dice.between(10, 40))
                .with("comment", dice.chance(0.01) ? "Repeated and confirmed." : null)
                .with(
                    "result_status",
                    unusable ? "CANCELLED" : preliminary ? "PRELIMINARY" : "FINAL"));
    if (preliminary && dice.chance(0.8)) {
      row.update(resulted.plusSeconds(9_000), Row.of("result_status", "FINAL"));
    } else if (!unusable && dice.chance(0.008)) {
      double corrected = test.measure(body, dice, LocalDate.ofInstant(collected, ZoneOffset.UTC));
      row.update(
          resulted.plusSeconds(dice.between(7_000, 400_000)),
          Row.of("value_numeric", corrected)
              .with("abnormal_flag", test.flag(corrected))
              .with("result_status", "CORRECTED"));
    }
    if (flag.length() == 2) {
      alerts.raise(
          journey,
          new Alerts.Cause(
              "CRITICAL_LAB", "CRITICAL", "Critical value: " + test.name(), "lab_results", id),
          order.orderer,
          resulted.plusSeconds(90),
          dice);
    }
  }
}
