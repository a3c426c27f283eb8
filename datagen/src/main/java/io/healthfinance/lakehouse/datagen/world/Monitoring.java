package io.healthfinance.lakehouse.datagen.world;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** Remote monitoring service: devices at home and what they send. */
final class Monitoring {
  /** Readings that the person removes again in the app; this project's choice. */
  private static final double MISTAKEN = 0.02;

  private final Alerts alerts = new Alerts();

  void write(Journey journey) {
    Dice dice = journey.dice("monitoring");
    Health health = journey.health();
    double engaged = journey.person().habits().engagement();
    // Remote monitoring reaches a small part of those it suits; this project's choice.
    if (health.has(Chronic.HYPERTENSION) && dice.chance(0.22 * (0.6 + engaged))) {
      device(journey, "BP_CUFF", 1.35, dice);
    }
    if (health.has(Chronic.DIABETES) && dice.chance(0.3 * (0.6 + engaged))) {
      device(journey, dice.chance(0.7) ? "GLUCOMETER" : "CGM", 0.8, dice);
    }
    if (health.has(Chronic.HEART_FAILURE) && dice.chance(0.45)) {
      device(journey, "SCALE", 1.3, dice);
    }
    if (health.has(Chronic.COPD) && dice.chance(0.25)) {
      device(journey, "PULSE_OXIMETER", 2, dice);
    }
    if (health.has(Chronic.ATRIAL_FIBRILLATION) && dice.chance(0.15)) {
      device(journey, "ECG_PATCH", 3, dice);
    }
    if (dice.chance(0.03)) {
      device(journey, "THERMOMETER", 9, dice);
    }
    if (dice.chance(0.06 * (0.6 + engaged))) {
      device(journey, "ACTIVITY_TRACKER", 1.6, dice);
    }
  }

  private void device(Journey journey, String type, double everyDays, Dice dice) {
    LocalDate start =
        journey.firstDay(journey.span().from().minusDays(60)).plusDays(dice.between(4, 420));
    Instant shipped = journey.at(start, 12);
    Instant active = shipped.plus(Duration.ofHours(dice.between(40, 200)));
    if (!journey.aliveAt(active)) {
      return;
    }
    String id = dice.uuid();
    Journal.Tracked row =
        journey.insert(
            "devices",
            shipped,
            journey
                .about("device_id", id)
                .with("device_type", type)
                .with("manufacturer", dice.pick("Omnivital", "CareSense Labs", "Northwell Devices"))
                .with("model_number", type.charAt(0) + "-" + dice.between(100, 480))
                .with("serial_number", "SN" + dice.digits(9))
                .with("udi", "00" + dice.digits(12))
                .with("firmware_version", "1." + dice.between(0, 9) + "." + dice.between(0, 20))
                .with("connectivity", dice.pick("CELLULAR", "CELLULAR", "BLUETOOTH", "WIFI"))
                .with("battery_percent", 100)
                .with("ordered_by_provider_id", journey.person().pcp().id())
                .with("status", "SHIPPED"));
    row.update(
        active.plusSeconds(5),
        Row.of("status", "ACTIVE").with("activated_at", active).with("last_seen_at", active));
    Instant end = active.plus(Duration.ofDays(dice.between(120, 620)));
    Instant last = readings(journey, type, id, active, end, everyDays, dice);
    if (journey.aliveAt(end)) {
      if (dice.chance(0.1)) {
        row.update(
            last.plusSeconds(600_000),
            Row.of("status", "OFFLINE").with("last_seen_at", last).with("battery_percent", 0));
      }
      row.update(
          end.plusSeconds(90_000),
          Row.of("status", dice.chance(0.93) ? "RETURNED" : "LOST")
              .with("deactivated_at", end)
              .with("last_seen_at", last.isAfter(active) ? last : active));
    }
  }

  private Instant readings(
      Journey journey, String type, String id, Instant from, Instant to, double every, Dice dice) {
    Physiology body = new Physiology(journey.person(), journey.health());
    double pause = every * (1.7 - journey.person().habits().engagement());
    long sequence = 0;
    Instant last = from;
    LocalDate day = LocalDate.ofInstant(from, journey.person().site().zone()).plusDays(1);
    while (day.isBefore(journey.span().to())) {
      Instant at = journey.at(day, dice.normal(7.8, 1.6, 4, 22));
      if (at.isAfter(to) || !journey.aliveAt(at)) {
        return last;
      }
      if (at.isAfter(last) && !journey.inHospital(day)) {
        sequence = measure(new Feed(journey, body, id, dice), type, at, day, sequence);
        last = at;
      }
      day = day.plusDays(pause <= 1 ? 1 : dice.waiting(pause));
    }
    return last;
  }

  private record Feed(Journey journey, Physiology body, String device, Dice dice) {}

  private long measure(Feed feed, String type, Instant at, LocalDate day, long sequence) {
    Dice dice = feed.dice;
    switch (type) {
      case "BP_CUFF" -> {
        int[] pressure = feed.body.pressure(dice, day, true);
        String id = reading(feed, "SYSTOLIC", pressure[0], "mmHg", at, ++sequence);
        reading(feed, "DIASTOLIC", pressure[1], "mmHg", at, ++sequence);
        if (pressure[0] > 158) {
          alerts.raise(
              feed.journey,
              new Alerts.Cause(
                  "ABNORMAL_VITAL",
                  pressure[0] > 170 ? "CRITICAL" : "WARNING",
                  "Systolic pressure above 158",
                  "device_readings",
                  id),
              feed.journey.person().pcp(),
              at.plusSeconds(400),
              dice);
        }
      }
      case "GLUCOMETER", "CGM" ->
          reading(feed, "GLUCOSE", feed.body.glucose(dice, day), "mg/dL", at, ++sequence);
      case "SCALE" -> reading(feed, "WEIGHT", feed.body.weightKg(dice, day), "kg", at, ++sequence);
      case "PULSE_OXIMETER" -> {
        reading(feed, "SPO2", feed.body.saturation(dice, day), "%", at, ++sequence);
        reading(feed, "HEART_RATE", feed.body.heartRate(dice, day), "bpm", at, ++sequence);
      }
      case "ECG_PATCH" -> {
        reading(feed, "HEART_RATE", feed.body.heartRate(dice, day), "bpm", at, ++sequence);
        wearable(feed, at, day);
      }
      case "THERMOMETER" ->
          reading(feed, "TEMPERATURE", feed.body.celsius(dice), "degC", at, ++sequence);
      default -> {
        reading(feed, "STEPS", dice.between(900, 14_000), "steps", at, ++sequence);
        if (dice.chance(0.3)) {
          wearable(feed, at, day);
        }
      }
    }
    return sequence;
  }

  /** The medical records service keeps some of what wearables send. */
  private static void wearable(Feed feed, Instant at, LocalDate day) {
    feed.journey.insert(
        "vitals",
        at.plusSeconds(feed.dice.between(30, 4_000)),
        feed.journey
            .about("vital_id", feed.dice.uuid())
            .with("device_id", feed.device)
            .with("vital_type", "HR")
            .with("value", feed.body.heartRate(feed.dice, day))
            .with("unit", "bpm")
            .with("source", "WEARABLE")
            .with("measured_at", at));
  }

  private static String reading(
      Feed feed, String metric, double value, String unit, Instant at, long sequence) {
    Dice dice = feed.dice;
    String id = dice.uuid();
    Instant received =
        at.plusSeconds(dice.chance(0.95) ? dice.between(3, 300) : dice.between(3_000, 170_000));
    Journal.Tracked row =
        feed.journey.insert(
            "device_readings",
            received.plusMillis(60),
            feed.journey
                .about("reading_id", id)
                .with("device_id", feed.device)
                .with("metric", metric)
                .with("value", value)
                .with("unit", unit)
                .with("quality", dice.chance(0.9) ? "GOOD" : dice.pick("FAIR", "FAIR", "POOR"))
                .with("battery_percent", 100 - (int) (sequence / 3 % 88))
                .with("sequence_number", sequence)
                .with("measured_at", at)
                .with("received_at", received));
    // Somebody else stood on the scale; readings that raise alerts are kept.
    if (!metric.equals("SYSTOLIC") && dice.chance(MISTAKEN)) {
      row.delete(received.plusSeconds(dice.between(40, 90_000)));
    }
    return id;
  }
}
