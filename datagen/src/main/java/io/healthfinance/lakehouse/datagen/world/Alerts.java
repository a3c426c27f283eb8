package io.healthfinance.lakehouse.datagen.world;

import java.time.Instant;

/** Medical records service: alerts and how fast somebody answers them. */
final class Alerts {
  /** What raised an alert. */
  record Cause(String type, String severity, String rule, String table, String id) {}

  /** Raises an alert; critical ones are answered within the hour mostly, others within a day. */
  void raise(Journey journey, Cause cause, Provider assigned, Instant at, Dice dice) {
    Journal.Tracked alert =
        journey.insert(
            "clinical_alerts",
            at.plusMillis(250),
            journey
                .about("alert_id", dice.uuid())
                .with("alert_type", cause.type())
                .with("severity", cause.severity())
                .with("rule_name", cause.rule())
                .with("source_table", cause.table())
                .with("source_id", cause.id())
                .with("assigned_provider_id", assigned.id())
                .with("raised_at", at)
                .with("message", cause.rule() + ", please review")
                .with("status", "OPEN"));
    if (dice.chance(0.04)) {
      return;
    }
    boolean critical = cause.severity().equals("CRITICAL");
    double minutes = (critical ? 22 : 240) * Math.exp(dice.normal(0, 0.8));
    Instant taken = at.plusSeconds((long) (60 * Math.min(minutes, 9_000)));
    alert.update(
        taken,
        Row.of("status", "ACKNOWLEDGED")
            .with("acknowledged_at", taken)
            .with("acknowledged_by", assigned.id()));
    if (dice.chance(0.93)) {
      Instant closed = taken.plusSeconds(dice.between(300, 90_000));
      alert.update(
          closed,
          Row.of("status", "RESOLVED")
              .with("resolved_at", closed)
              .with(
                  "resolution",
                  dice.pick(
                      "ACTION_TAKEN",
                      "ACTION_TAKEN",
                      "ACTION_TAKEN",
                      "NO_ACTION_NEEDED",
                      "FALSE_POSITIVE",
                      "AUTO_CLOSED")));
    }
  }
}
