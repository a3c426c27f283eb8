package io.healthfinance.lakehouse.datagen.world;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Risk scoring and intelligence hub: predictions, what follows from them, and their telemetry. */
final class Intelligence {
  private final ReviewDesk desk = new ReviewDesk();
  private final Alerts alerts = new Alerts();

  void write(Journey journey) {
    Dice dice = journey.dice("intelligence");
    LocalDate first =
        journey.firstDay(journey.span().from().minusDays(95)).plusDays(dice.between(2, 85));
    for (LocalDate day = first;
        day.isBefore(journey.span().to());
        day = day.plusDays(dice.between(78, 91))) {
      if (journey.lives(day)) {
        quarterly(journey, journey.at(day, dice.uniform(1, 5)), day, dice);
      }
    }
    for (Stay stay : journey.stays()) {
      if (stay.inpatient()
          && !stay.died()
          && !stay.dischargedOn().isBefore(journey.span().moneyStart())) {
        double risk =
            logistic(
                -2.3
                    + 0.22 * journey.health().countOn(stay.admittedOn())
                    + (stay.planned() ? -0.8 : 0),
                dice);
        score(
            journey,
            new Prediction("READMISSION_30DAY", "readmission-gbm", risk, stay, 30),
            stay.discharged().minusSeconds(7_000),
            dice);
      }
    }
  }

  private void quarterly(Journey journey, Instant at, LocalDate day, Dice dice) {
    int burden = journey.health().countOn(day);
    int age = journey.person().ageOn(day);
    double frail =
        0.3 * burden + (age > 74 ? 0.8 : age > 64 ? 0.3 : 0) - 0.35 * journey.health().control();
    score(
        journey,
        new Prediction(
            "EMERGENCY_VISIT_90DAY", "ed-visit-gbm", logistic(-2.5 + frail, dice), null, 90),
        at,
        dice);
    if (burden > 0) {
      score(
          journey,
          new Prediction(
              "MEDICATION_ADHERENCE",
              "adherence-lr",
              Math.min(
                  0.99,
                  Math.max(0.05, journey.person().habits().adherence() + dice.normal(0, 0.06))),
              null,
              90),
          at.plusSeconds(3),
          dice);
    }
    if (age > 64 && dice.chance(0.5)) {
      score(
          journey,
          new Prediction("FALL_RISK", "falls-lr", logistic(-2.0 + frail, dice), null, 90),
          at.plusSeconds(5),
          dice);
      score(
          journey,
          new Prediction(
              "MORTALITY_1YEAR", "mortality-cox", logistic(-4.2 + frail, dice), null, 90),
          at.plusSeconds(7),
          dice);
    }
    if (journey.health().hasOn(Chronic.HEART_FAILURE, day)) {
      score(
          journey,
          new Prediction(
              "HEART_FAILURE_DECOMPENSATION",
              "hf-gbm",
              logistic(-1.2 + 0.4 * frail, dice),
              null,
              90),
          at.plusSeconds(9),
          dice);
    }
    if (journey.health().hasOn(Chronic.DIABETES, day)) {
      score(
          journey,
          new Prediction(
              "DIABETES_COMPLICATION",
              "diabetes-gbm",
              logistic(-1.9 + 0.5 * frail, dice),
              null,
              90),
          at.plusSeconds(11),
          dice);
    }
  }

  private static double logistic(double logit, Dice dice) {
    return Math.min(0.97, Math.max(0.01, 1 / (1 + Math.exp(-logit - dice.normal(0, 0.5)))));
  }

  private record Prediction(String type, String model, double probability, Stay stay, int days) {}

  private void score(Journey journey, Prediction prediction, Instant at, Dice dice) {
    String id = dice.uuid();
    double rounded = Math.round(prediction.probability * 10_000) / 10_000.0;
    String version =
        at.isAfter(journey.span().start().plus(Duration.ofDays(240))) ? "2.1.0" : "2.0.3";
    Journal.Tracked row =
        journey.insert(
            "risk_scores",
            at.plusSeconds(1),
            journey
                .about("score_id", id)
                .with("risk_type", prediction.type)
                .with("model_name", prediction.model)
                .with("model_version", version)
                .with("probability", rounded)
                .with(
                    "risk_band",
                    rounded < 0.3
                        ? "LOW"
                        : rounded < 0.6 ? "MODERATE" : rounded < 0.8 ? "HIGH" : "VERY_HIGH")
                .with("admission_id", prediction.stay == null ? null : prediction.stay.id())
                .with("contributing_factors", factors(journey, dice))
                .with(
                    "feature_snapshot",
                    "{\"comorbidities\":"
                        + journey.health().onset().size()
                        + ",\"version\":\""
                        + version
                        + "\"}")
                .with("scored_at", at)
                .with("valid_until", at.plus(Duration.ofDays(prediction.days)))
                .with("status", "CURRENT"));
    predicted(journey, prediction, version, at, rounded, dice);
    if (dice.chance(0.004)) {
      row.update(at.plusSeconds(90_000), Row.of("status", "WITHDRAWN"));
      return;
    }
    row.update(at.plus(Duration.ofDays(prediction.days)), Row.of("status", "SUPERSEDED"));
    boolean high = rounded >= 0.6 && !prediction.type.equals("MEDICATION_ADHERENCE");
    if (high && dice.chance(0.6)) {
      alerts.raise(
          journey,
          new Alerts.Cause(
              "DETERIORATION", "WARNING", prediction.type + " above 0.60", "risk_scores", id),
          journey.person().pcp(),
          at.plusSeconds(30),
          dice);
    }
    if (high ? dice.chance(0.7) : dice.chance(0.07)) {
      decide(journey, id, at.plusSeconds(60), dice);
    }
  }

  private static List<String> factors(Journey journey, Dice dice) {
    List<String> factors = new ArrayList<>();
    factors.add(dice.pick("age", "prior_admissions", "medication_count", "no_show_rate"));
    journey.health().onset().keySet().stream()
        .sorted()
        .limit(2)
        .forEach(c -> factors.add(c.name().toLowerCase(java.util.Locale.ROOT)));
    return factors;
  }

  private static void predicted(
      Journey journey, Prediction prediction, String version, Instant at, double value, Dice dice) {
    boolean failed = dice.chance(0.004);
    journey.insert(
        "model_predictions",
        at.plusMillis(900),
        journey
            .about("prediction_id", dice.uuid())
            .with("model_name", prediction.model)
            .with("model_version", version)
            .with("calling_service", "risk-scoring-service")
            .with("prediction_kind", "CLASSIFICATION")
            .with("output_label", failed ? null : value >= 0.6 ? "HIGH" : "NOT_HIGH")
            .with("output_score", failed ? null : value)
            .with("latency_ms", (int) (35 * Math.exp(dice.normal(0, 0.6))))
            .with("input_hash", hash(dice))
            .with("is_shadow", dice.chance(0.05))
            .with("predicted_at", at)
            .with(
                "status",
                failed ? dice.pick("ERROR", "TIMEOUT") : dice.chance(0.01) ? "FALLBACK" : "OK"));
  }

  static String hash(Dice dice) {
    return dice.uuid().replace("-", "");
  }

  private void decide(Journey journey, String scoreId, Instant at, Dice dice) {
    String type =
        dice.pick(
            "CARE_GAP_OUTREACH",
            "PATHWAY_ENROLLMENT",
            "MEDICATION_REVIEW",
            "ESCALATION",
            "APPOINTMENT_SUGGESTION",
            "PRIOR_AUTH");
    double confidence = dice.uniform(0.42, 0.98);
    boolean review = confidence < 0.65 || type.equals("ESCALATION");
    String id = dice.uuid();
    Journal.Tracked row =
        journey.insert(
            "decisions",
            at.plusMillis(500),
            journey
                .about("decision_id", id)
                .with("decision_type", type)
                .with(
                    "recommendation",
                    "Consider " + type.toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ".")
                .with("confidence", confidence)
                .with("engine_version", "1.8.2")
                .with("risk_score_id", scoreId)
                .with("evidence", "{\"weights\":[0.4,0.35,0.25]}")
                .with("requires_review", review)
                .with("decided_at", at)
                .with("outcome", "PENDING"));
    Instant acted = at.plusSeconds(dice.between(3_000, 400_000));
    if (review) {
      String task =
          desk.open(
              journey,
              new ReviewDesk.Work("DECISION_REVIEW", "decisions", id, "clinical", "NORMAL"),
              at.plusSeconds(5),
              dice);
      row.update(at.plusSeconds(9), Row.of("review_task_id", task));
      boolean overridden = dice.chance(0.22);
      row.update(
          acted,
          Row.of("outcome", overridden ? "OVERRIDDEN" : "ACCEPTED")
              .with("acted_at", acted)
              .with("override_reason", overridden ? "Not suited at present." : null));
    } else {
      row.update(
          acted,
          dice.chance(0.15)
              ? Row.of("outcome", "EXPIRED")
              : Row.of("outcome", dice.chance(0.5) ? "AUTO_EXECUTED" : "ACCEPTED")
                  .with("acted_at", acted));
    }
  }
}
