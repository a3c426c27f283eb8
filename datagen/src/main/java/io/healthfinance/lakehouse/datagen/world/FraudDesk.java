package io.healthfinance.lakehouse.datagen.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Fraud detection service: few claims are suspected, fewer confirmed. */
final class FraudDesk {
  /**
   * Suspected claims, and suspicions confirmed; this project's choice. Anti-fraud bodies put the
   * loss at 3-10 % of spend, and detection finds a small part of it.
   */
  private static final double SUSPECTED = 0.01;

  private static final double CONFIRMED = 0.35;

  /** Half of the suspicions come up before the payer has decided, and hold the claim. */
  private static final double BEFORE_PAYMENT = 0.5;

  /**
   * How a suspicion goes.
   *
   * @param beforePayment the claim waits for the investigation
   * @param whole all of what was paid is taken back, else half
   */
  record Suspicion(
      Instant found,
      Instant taken,
      Instant closed,
      boolean beforePayment,
      boolean confirmed,
      boolean whole,
      Instant takenBack) {

    boolean stops() {
      return beforePayment && confirmed;
    }

    /** What the payer takes back of a payment, in cents. */
    long takenBack(long paidCents) {
      return beforePayment || !confirmed ? 0 : whole ? paidCents : paidCents / 2;
    }
  }

  /** Draws whether a claim on its way to a decision is suspected. */
  Optional<Suspicion> suspect(Instant submitted, Instant decided, Dice dice) {
    if (!dice.chance(SUSPECTED)) {
      return Optional.empty();
    }
    boolean before = dice.chance(BEFORE_PAYMENT);
    Duration open = Duration.between(submitted, decided);
    Instant found =
        before
            ? submitted.plusSeconds((long) (open.toSeconds() * dice.uniform(0.1, 0.9)))
            : decided.plus(Duration.ofHours(dice.between(300, 2_000)));
    Instant taken = found.plus(Duration.ofHours(dice.between(2, 90)));
    Instant closed = taken.plus(Duration.ofDays(dice.between(3, 40)));
    return Optional.of(
        new Suspicion(
            found,
            taken,
            closed,
            before,
            dice.chance(CONFIRMED),
            dice.chance(0.6),
            closed.plus(Duration.ofDays(dice.between(15, 60)))));
  }

  /** Writes the case down: {@code allowed} and {@code paid} are the claim's, in cents. */
  void write(
      Journey journey,
      ServiceBundle bundle,
      String claimId,
      Suspicion suspicion,
      long allowed,
      long paid,
      Dice dice) {
    String staff = journey.network().staffId(5 + dice.between(0, 4));
    String id = dice.uuid();
    Journal.Tracked alert =
        journey.insert(
            "fraud_alerts",
            suspicion.found.plusSeconds(1),
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
                .with("model_score", dice.uniform(0.35, 0.98))
                .with("model_version", "3.2.0")
                .with("detected_at", suspicion.found)
                .with("status", "OPEN")
                .with("claim_payment_state", suspicion.beforePayment ? "UNPAID" : "PAID")
                .with("allowed_amount", Ledger.money(allowed))
                .with("recouped_amount", 0));
    new ReviewDesk()
        .open(
            journey,
            new ReviewDesk.Work("FRAUD_REVIEW", "fraud_alerts", id, "fraud", "HIGH"),
            suspicion.found.plusSeconds(60),
            dice);
    alert.update(
        suspicion.taken, Row.of("status", "INVESTIGATING").with("investigator_user_id", staff));
    if (!suspicion.confirmed) {
      alert.update(
          suspicion.closed,
          Row.of("status", "DISMISSED")
              .with("closed_at", suspicion.closed)
              .with("findings", "Documentation supports the services."));
      return;
    }
    alert.update(
        suspicion.closed, Row.of("status", "CONFIRMED").with("confirmed_at", suspicion.closed));
    long back = suspicion.takenBack(paid);
    if (back > 0) {
      alert.update(
          suspicion.takenBack,
          Row.of("claim_payment_state", suspicion.whole ? "RECOUPED" : "PARTLY_RECOUPED")
              .with("recouped_amount", Ledger.money(back))
              .with("closed_at", suspicion.takenBack));
    }
  }
}
