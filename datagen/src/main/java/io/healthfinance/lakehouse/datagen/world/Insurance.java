package io.healthfinance.lakehouse.datagen.world;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Insurance service: payers and who is covered by whom, with changes of employer and age. */
final class Insurance {
  private static final Weighted<Payer> WORKING =
      Weighted.of(Payer.BLUE_HARBOR, 0.26)
          .or(Payer.UNITY_MUTUAL, 0.22)
          .or(Payer.NORTHSTAR, 0.14)
          .or(Payer.MEDICAID, 0.21)
          .or(Payer.EXCHANGE_CARE, 0.09)
          .or(Payer.SELF_PAY, 0.08);

  /** Children: four in ten are covered by Medicaid or CHIP (KFF). */
  private static final Weighted<Payer> CHILD =
      Weighted.of(Payer.MEDICAID, 0.4)
          .or(Payer.BLUE_HARBOR, 0.24)
          .or(Payer.UNITY_MUTUAL, 0.2)
          .or(Payer.NORTHSTAR, 0.11)
          .or(Payer.SELF_PAY, 0.05);

  /** Half of Medicare beneficiaries chose an Advantage plan (KFF 2023). */
  private static final Weighted<Payer> OLD =
      Weighted.of(Payer.MEDICARE, 0.49).or(Payer.MEDICARE_ADVANTAGE, 0.51);

  private static final double CHANGES_PLAN = 0.22;

  /** The patient's coverages in the order of time; the last one is open or ends with life. */
  static List<Policy> policies(Journey journey) {
    Dice dice = journey.dice("coverage");
    Person person = journey.person();
    List<Policy> policies = new ArrayList<>();
    LocalDate from = journey.firstDay().withDayOfYear(1);
    from = from.isBefore(person.born()) ? person.born() : from;
    Payer payer = payer(dice, person, from);
    LocalDate turns65 = person.born().plusYears(65).withDayOfMonth(1);
    boolean ageing = turns65.isAfter(from) && turns65.isBefore(journey.span().to());
    LocalDate change =
        ageing
            ? turns65
            : dice.chance(CHANGES_PLAN) ? from.plusYears(dice.between(1, 3)) : LocalDate.MAX;
    if (change.isBefore(journey.span().to())) {
      // Every tenth change leaves a gap of one or two months without coverage.
      LocalDate end = change.minusDays(dice.chance(0.1) ? dice.between(20, 60) : 1);
      policies.add(policy(dice, payer, from, Optional.of(end.isBefore(from) ? from : end)));
      from = change;
      payer = payer(dice, person, change);
    }
    policies.add(policy(dice, payer, from, Optional.empty()));
    return policies;
  }

  private static Payer payer(Dice dice, Person person, LocalDate on) {
    int age = person.ageOn(on);
    return dice.pick(age >= 65 ? OLD : age < 18 ? CHILD : WORKING);
  }

  private static Policy policy(Dice dice, Payer payer, LocalDate from, Optional<LocalDate> to) {
    boolean free = payer == Payer.MEDICAID;
    return new Policy(
        dice.uuid(),
        payer,
        from,
        to,
        free
            ? 0.0
            : payer == Payer.SELF_PAY
                ? 1.0
                : payer == Payer.MEDICARE ? 0.2 : dice.pick(0.1, 0.15, 0.2),
        free || payer == Payer.SELF_PAY ? 0 : dice.pick(15, 20, 25, 30, 40),
        free || payer == Payer.SELF_PAY ? 0 : dice.pick(250, 500, 1_000, 1_600, 3_000));
  }

  void write(Journey journey) {
    Dice dice = journey.dice("policies");
    for (Policy policy : policies(journey)) {
      Instant joined = journey.registered().plusSeconds(600);
      Instant day = journey.at(policy.from(), dice.uniform(8, 16));
      write(journey, policy, day.isBefore(joined) ? joined : day, dice);
    }
  }

  private static void write(Journey journey, Policy policy, Instant at, Dice dice) {
    Person person = journey.person();
    boolean child = person.ageOn(policy.from()) < 18;
    String relation =
        child ? "CHILD" : dice.chance(0.78) ? "SELF" : dice.pick("SPOUSE", "SPOUSE", "OTHER");
    String type = planType(policy.payer(), dice);
    Journal.Tracked row =
        journey.insert(
            "insurance_policies",
            at,
            journey
                .about("policy_id", policy.id())
                .with("payer_id", journey.network().payerId(policy.payer()))
                .with("policy_number", dice.pick("A", "H", "W", "X") + dice.digits(10))
                .with(
                    "group_number",
                    policy.payer().type().equals("COMMERCIAL") ? "G" + dice.digits(5) : null)
                .with("plan_name", policy.payer().title() + " " + type)
                .with("plan_type", type)
                .with("coverage_priority", "PRIMARY")
                .with("relationship_to_subscriber", relation)
                .with("subscriber_id", relation.equals("SELF") ? person.id() : null)
                .with("effective_date", policy.from())
                .with("status", dice.chance(0.05) ? "PENDING" : "ACTIVE")
                .with("copay_amount", policy.copay())
                .with("coinsurance_rate", policy.coinsurance())
                .with("deductible_amount", policy.deductible())
                .with("deductible_met_amount", 0)
                .with("verified_at", at));
    Instant checked = at.plusSeconds(86_400L * dice.between(3, 60));
    row.update(
        checked,
        Row.of("status", "ACTIVE")
            .with("verified_at", checked)
            .with("deductible_met_amount", policy.deductible() * dice.uniform(0, 1)));
    policy
        .to()
        .ifPresent(
            end ->
                row.update(
                    journey.at(end.plusDays(1), 6),
                    Row.of(
                            "status",
                            dice.pick(
                                "TERMINATED", "TERMINATED", "TERMINATED", "LAPSED", "CANCELLED"))
                        .with("termination_date", end)));
    if (policy.payer() == Payer.MEDICARE && dice.chance(0.4)) {
      supplement(journey, policy, at.plusSeconds(200), dice);
    }
    if (policy.to().isEmpty() && journey.death().isPresent()) {
      Instant death = journey.death().get();
      LocalDate last = LocalDate.ofInstant(death, person.site().zone());
      if (!last.isBefore(policy.from())) {
        row.update(
            death.plusSeconds(900_000),
            Row.of("status", "TERMINATED").with("termination_date", last));
      }
    }
  }

  /** Original Medicare is often supplemented by Medicaid or a commercial policy. */
  private static void supplement(Journey journey, Policy first, Instant at, Dice dice) {
    journey.insert(
        "insurance_policies",
        at,
        journey
            .about("policy_id", dice.uuid())
            .with(
                "payer_id",
                journey.network().payerId(dice.pick(Payer.MEDICAID, Payer.UNITY_MUTUAL)))
            .with("policy_number", "S" + dice.digits(9))
            .with("plan_name", "Medicare Supplement Plan " + dice.pick("F", "G", "N"))
            .with("plan_type", "FFS")
            .with("coverage_priority", dice.chance(0.93) ? "SECONDARY" : "TERTIARY")
            .with("relationship_to_subscriber", "SELF")
            .with("subscriber_id", journey.person().id())
            .with("effective_date", first.from())
            .with("status", "ACTIVE")
            .with("copay_amount", 0)
            .with("coinsurance_rate", 0)
            .with("deductible_amount", 0)
            .with("deductible_met_amount", 0)
            .with("verified_at", at));
  }

  private static String planType(Payer payer, Dice dice) {
    return switch (payer) {
      case MEDICARE -> "FFS";
      case MEDICAID -> "MANAGED_MEDICAID";
      case SELF_PAY -> "SELF_PAY";
      case MEDICARE_ADVANTAGE -> dice.pick("HMO", "PPO");
      default -> dice.pick("PPO", "PPO", "HMO", "EPO", "POS", "HDHP");
    };
  }

  /** Writes the payers. */
  static void payers(Network network, Span span, Journal journal) {
    for (Payer payer : Payer.values()) {
      Instant at = span.start().minusSeconds(86_400L * 1_500);
      Dice dice = Dice.of(network.seed(), "payer-row", payer.ordinal());
      boolean real = payer != Payer.SELF_PAY;
      journal.insert(
          "payers",
          at,
          Row.of("payer_id", network.payerId(payer))
              .with("payer_name", payer.title())
              .with("payer_type", payer.type())
              .with("electronic_payer_id", payer.payerCode())
              .with("parent_organization", real ? payer.title() + " Holdings" : null)
              .with(
                  "states_served",
                  network.facilities().stream()
                      .map(f -> f.place().state())
                      .distinct()
                      .sorted()
                      .toList())
              .with("timely_filing_days", real ? dice.pick(90, 180, 365) : 365)
              .with("appeal_window_days", real ? dice.pick(60, 120, 180) : 180)
              .with("average_payment_days", real ? dice.between(14, 32) : 30)
              .with("accepts_electronic_claims", real)
              .with("provider_phone", network.names().phone(dice))
              .with("status", "ACTIVE")
              .with("contract_start_date", span.from().minusDays(1_600)));
    }
  }
}
