package io.healthfinance.lakehouse.datagen.world;

import java.time.Duration;
import java.time.Instant;

/** Fraud detection service: few claims are suspected, fewer confirmed. */
final class FraudDesk {
  /**
   * Suspected claims; estimates of improper billing run at 3-10 % of spend, detection finds less.
   */
  private static final double SUSPECTED = 0.009;

  private static final double CONFIRMED = 0.22;

  void look(
      Journey journey,
      ServiceBundle bundle,
      String claimId,
      long allowedCents,
      Instant submitted,
      Dice dice) {
    if (!dice.chance(SUSPECTED)) {
      return;
    }
    Instant found = submitted.plus(Duration.ofHours(dice.between(20, 1_400)));
    boolean paid = Duration.between(submitted, found).toDays() > 16;
    double score = dice.uniform(0.35, 0.98);
    String staff = journey.network().staffId(5 + dice.between(0, 4));
    String id = dice.uuid();
    Journal.Tracked alert =
        journey.insert(
            "fraud_alerts",
            found.plusSeconds(1),
            journey
                .about("fraud_alert_id", id)
                .with("claim_id", claimId)
                .with("provider_id", bundle.provider().id())
                .with(
                    "scheme",
                    dice.pick(
                        "UPCODING",
                        "UPCODING",
                        "UNBUNDLING",
                        "DUPLICATE_BILLING",
                        "EXCESSIVE_SERVICES",
                        "PHANTOM_BILLING",
                        "IDENTITY_THEFT",
                        "KICKBACK"))
                .with("model_score", score)
                .with("model_version", "3.2.0")
                .with("detected_at", found)
                .with("status", "OPEN")
                .with("claim_payment_state", paid ? "PAID" : "UNPAID")
                .with("allowed_amount", Ledger.money(allowedCents))
                .with("recouped_amount", 0));
    new ReviewDesk()
        .open(
            journey,
            new ReviewDesk.Work("FRAUD_REVIEW", "fraud_alerts", id, "fraud", "HIGH"),
            found.plusSeconds(60),
            dice);
    Instant taken = found.plus(Duration.ofHours(dice.between(2, 90)));
    alert.update(taken, Row.of("status", "INVESTIGATING").with("investigator_user_id", staff));
    Instant closed = taken.plus(Duration.ofDays(dice.between(3, 40)));
    if (!dice.chance(CONFIRMED)) {
      alert.update(
          closed,
          Row.of("status", "DISMISSED")
              .with("closed_at", closed)
              .with("findings", "Documentation supports the services."));
      return;
    }
    alert.update(closed, Row.of("status", "CONFIRMED").with("confirmed_at", closed));
    if (paid) {
      boolean whole = dice.chance(0.6);
      Instant back = closed.plus(Duration.ofDays(dice.between(15, 60)));
      alert.update(
          back,
          Row.of("claim_payment_state", whole ? "RECOUPED" : "PARTLY_RECOUPED")
              .with("recouped_amount", Ledger.money(whole ? allowedCents : allowedCents / 2))
              .with("closed_at", back));
    }
  }
}
