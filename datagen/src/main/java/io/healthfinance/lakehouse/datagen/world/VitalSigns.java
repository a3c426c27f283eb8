package io.healthfinance.lakehouse.datagen.world;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Medical records service: what is measured at visits, in hospital and at home. */
final class VitalSigns {

  void write(Journey journey) {
    Dice dice = journey.dice("vitals");
    Physiology body = new Physiology(journey.person(), journey.health());
    for (Visit visit : journey.visits()) {
      if (visit.completed() && visit.inPerson() && journey.aliveAt(visit.started())) {
        atVisit(new Pen(journey, body, dice), visit);
      }
    }
    for (Stay stay : journey.stays()) {
      inHospital(new Pen(journey, body, dice), stay);
    }
    atHome(journey, new Pen(journey, body, dice), dice);
  }

  private static void atVisit(Pen pen, Visit visit) {
    Instant at = visit.started().minusSeconds(pen.dice.between(60, 400));
    LocalDate day = visit.day();
    Pen.Context clinic =
        new Pen.Context("CLINIC", "appointment_id", visit.id(), visit.provider().id());
    pen.pressure(clinic, at, day);
    pen.value(clinic, at.plusSeconds(20), "HR", pen.body.heartRate(pen.dice, day), "bpm");
    pen.weight(clinic, at.plusSeconds(45), day);
    if (visit.kind() == Visit.Kind.ANNUAL_WELLNESS || visit.kind() == Visit.Kind.NEW_PATIENT) {
      boolean metric = pen.dice.chance(0.2);
      double height = pen.body.heightCm(day);
      pen.value(
          clinic,
          at.plusSeconds(70),
          "HEIGHT",
          metric ? height : height / 2.54,
          metric ? "cm" : "in");
    }
    if (pen.dice.chance(0.5)) {
      pen.temperature(clinic, at.plusSeconds(90));
    }
    if (pen.dice.chance(0.45)) {
      pen.value(clinic, at.plusSeconds(110), "SPO2", pen.body.saturation(pen.dice, day), "%");
    }
    if (pen.dice.chance(0.15)) {
      pen.value(clinic, at.plusSeconds(120), "RESP", pen.dice.between(12, 22), "breaths/min");
    }
  }

  private static void inHospital(Pen pen, Stay stay) {
    Pen.Context ward =
        new Pen.Context("HOSPITAL", "admission_id", stay.id(), stay.attending().id());
    Duration step = Duration.ofHours(stay.inpatient() ? 14 : 3);
    Instant at = stay.admitted().plusSeconds(pen.dice.between(300, 1_500));
    for (int i = 0; i < 12 && at.isBefore(stay.discharged()); i++, at = at.plus(step)) {
      LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
      pen.pressure(ward, at, day);
      pen.value(ward, at.plusSeconds(15), "HR", pen.body.heartRate(pen.dice, day) + 8, "bpm");
      pen.value(ward, at.plusSeconds(40), "SPO2", pen.body.saturation(pen.dice, day), "%");
      if (i % 2 == 0) {
        pen.temperature(ward, at.plusSeconds(60));
        pen.value(ward, at.plusSeconds(80), "RESP", pen.dice.between(13, 26), "breaths/min");
      }
    }
  }

  /** Readings that patients type into the app: pressure, weight, sugar. */
  private static void atHome(Journey journey, Pen pen, Dice dice) {
    Health health = journey.health();
    Person person = journey.person();
    boolean pressure = health.has(Chronic.HYPERTENSION);
    boolean sugar = health.has(Chronic.DIABETES);
    if (!person.habits().usesPortal()
        || !(pressure || sugar || health.has(Chronic.HEART_FAILURE) || dice.chance(0.06))) {
      return;
    }
    Pen.Context home = new Pen.Context("HOME", null, null, null);
    double everyDays = 11 - 8.5 * person.habits().engagement();
    LocalDate day = journey.firstDay(journey.span().trafficStart());
    for (; day.isBefore(journey.span().to()); day = day.plusDays(dice.waiting(everyDays))) {
      Instant at = journey.at(day, dice.normal(8, 2, 5, 22));
      if (!journey.aliveAt(at) || journey.inHospital(day)) {
        continue;
      }
      if (pressure) {
        pen.pressure(home, at, day);
      }
      if (sugar && dice.chance(0.6)) {
        pen.value(home, at.plusSeconds(60), "GLUCOSE", pen.body.glucose(dice, day), "mg/dL");
      }
      if (!pressure || dice.chance(0.35)) {
        pen.weight(home, at.plusSeconds(130), day);
      }
    }
  }

  /** Writes measurements of one patient. */
  private static final class Pen {
    /** Where measurements are taken, and the visit or stay they belong to. */
    record Context(String source, String link, String linkId, String recordedBy) {}

    private final Journey journey;
    private final Physiology body;
    private final Dice dice;

    Pen(Journey journey, Physiology body, Dice dice) {
      this.journey = journey;
      this.body = body;
      this.dice = dice;
    }

    void pressure(Context context, Instant at, LocalDate day) {
      int[] pressure = body.pressure(dice, day, context.source.equals("HOME"));
      insert(
          at,
          row(context, "BP", at)
              .with("unit", "mmHg")
              .with("bp_systolic", pressure[0])
              .with("bp_diastolic", pressure[1])
              .with(
                  "body_position",
                  context.source.equals("HOSPITAL")
                      ? "SUPINE"
                      : dice.chance(0.9) ? "SITTING" : dice.pick("STANDING", "UNKNOWN")));
    }

    void weight(Context context, Instant at, LocalDate day) {
      boolean metric = dice.chance(0.15);
      double kilograms = body.weightKg(dice, day);
      value(context, at, "WEIGHT", metric ? kilograms : kilograms * 2.20462, metric ? "kg" : "lb");
    }

    void temperature(Context context, Instant at) {
      double celsius = body.celsius(dice);
      boolean metric = context.source.equals("HOSPITAL");
      value(context, at, "TEMP", metric ? celsius : celsius * 1.8 + 32, metric ? "degC" : "degF");
    }

    void value(Context context, Instant at, String type, double value, String unit) {
      insert(at, row(context, type, at).with("value", value).with("unit", unit));
    }

    private void insert(Instant at, Row row) {
      Journal.Tracked entry =
          journey.journal().insert("vitals", at.plusSeconds(dice.between(20, 400)), row);
      // A mistyped unit or place is corrected by hand once in a while.
      if (dice.chance(0.004)) {
        entry.update(
            at.plusSeconds(dice.between(4_000, 90_000)), Row.of("comment", "checked again"));
      }
    }

    private Row row(Context context, String type, Instant at) {
      Row row =
          Row.of("vital_id", dice.uuid())
              .with("patient_id", journey.person().id())
              .with("vital_type", type)
              .with("source", context.source)
              .with("measured_at", at)
              .with("recorded_by", context.recordedBy);
      return context.link == null ? row : row.with(context.link, context.linkId);
    }
  }
}
