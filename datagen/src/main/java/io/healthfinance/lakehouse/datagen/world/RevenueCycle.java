package io.healthfinance.lakehouse.datagen.world;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Brings every encounter to an invoice, to a claim where somebody insures, and to the money. */
final class RevenueCycle {
  private final Claims claims = new Claims();
  private int invoices;

  void write(Journey journey) {
    Dice dice = journey.dice("billing");
    List<Policy> policies = Insurance.policies(journey);
    for (Visit visit : journey.visits()) {
      if (visit.completed()
          && journey.aliveAt(visit.ended())
          && !visit.day().isBefore(journey.span().moneyStart())) {
        bill(journey, ServiceBundle.of(journey, visit), policies, dice);
      }
    }
    for (Stay stay : journey.stays()) {
      // The emergency visit that became a stay is billed with the stay.
      if (!stay.disposition().equals("ADMITTED_INPATIENT")
          && !stay.dischargedOn().isBefore(journey.span().moneyStart())) {
        bill(journey, ServiceBundle.of(journey, stay), policies, dice);
      }
    }
  }

  private void bill(Journey journey, ServiceBundle bundle, List<Policy> policies, Dice dice) {
    Optional<Policy> policy = policies.stream().filter(p -> p.holds(bundle.to())).findFirst();
    Instant posted =
        bundle
            .closed()
            .plusSeconds(dice.between(20_000, bundle.stay() == null ? 200_000 : 500_000));
    Ledger ledger = new Ledger(journey, bundle, policy, posted, invoices++ % 1000, dice);
    if (!ledger.exists()) {
      return;
    }
    if (dice.chance(0.004)) {
      ledger.cancel(posted.plusSeconds(dice.between(40_000, 300_000)));
    } else if (policy.isPresent() && policy.get().payer() != Payer.SELF_PAY) {
      claims.submit(
          journey,
          bundle,
          ledger,
          policy.get(),
          posted.plusSeconds(dice.between(30_000, 500_000)),
          dice);
    } else {
      selfPay(ledger, posted, dice);
    }
  }

  /** People without insurance get a discount, and a good part of the rest is never paid. */
  private static void selfPay(Ledger ledger, Instant posted, Dice dice) {
    Instant discounted = posted.plusSeconds(86_400L * dice.between(1, 9));
    ledger.post(
        discounted,
        // Claim adjustment reason 131: negotiated discount; nobody owes it.
        new Ledger.Posting("CONTRACTUAL_ADJUSTMENT", "OTHER", "NONE", null, null, "OA-131"),
        ledger.total() * 45 / 100);
    Instant paid = discounted.plusSeconds(86_400L * dice.between(5, 75));
    if (dice.chance(0.5)) {
      ledger.post(
          paid,
          Ledger.Posting.patient("PAYMENT", dice.pick("CARD", "CASH", "PORTAL", "CHECK")),
          ledger.balance());
    } else {
      ledger.collect(posted.plusSeconds(86_400L * 125));
    }
  }
}
