package io.healthfinance.lakehouse.datagen.world;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Claims orchestrator and fraud detection: from submission over decision and appeal to payment. */
final class Claims {
  private record Denial(String code, String category) {}

  /** Reasons in the order that payers report them (KFF, Experian surveys; shares rounded). */
  private static final Weighted<Denial> DENIALS =
      Weighted.of(new Denial("CO-16", "MISSING_INFORMATION"), 24)
          .or(new Denial("CO-197", "AUTHORIZATION"), 19)
          .or(new Denial("CO-27", "ELIGIBILITY"), 16)
          .or(new Denial("CO-50", "MEDICAL_NECESSITY"), 12)
          .or(new Denial("CO-11", "CODING"), 11)
          .or(new Denial("CO-96", "NON_COVERED"), 8)
          .or(new Denial("CO-18", "DUPLICATE"), 6)
          .or(new Denial("CO-29", "TIMELY_FILING"), 4);

  /** A claim that an investigation stopped is not covered. */
  private static final Denial FRAUD = new Denial("CO-96", "NON_COVERED");

  private static final double REJECTED_AT_GATE = 0.015;

  private final FraudDesk fraud = new FraudDesk();
  private int claims;

  /** One claim on its way. */
  private final class Case {
    private final Journey journey;
    private final ServiceBundle bundle;
    private final Ledger ledger;
    private final Policy policy;
    private final Dice dice;
    private final String id;
    private final List<Journal.Tracked> lines = new ArrayList<>();
    private Journal.Tracked claim;
    private int decisions;
    private boolean stopped;

    Case(Journey journey, ServiceBundle bundle, Ledger ledger, Policy policy, Dice dice) {
      this.journey = journey;
      this.bundle = bundle;
      this.ledger = ledger;
      this.policy = policy;
      this.dice = dice;
      this.id = dice.uuid();
    }

    String payerId() {
      return journey.network().payerId(policy.payer());
    }

    void file(Instant at, String originalId) {
      boolean stay = bundle.stay() != null;
      boolean inpatient = stay && bundle.stay().inpatient();
      String place =
          stay
              ? inpatient ? "21" : "23"
              : bundle.visit().inPerson()
                  ? bundle.visit().category().equals("URGENT_CARE") ? "20" : "11"
                  : "10";
      claim =
          journey.insert(
              "claims",
              at.plusSeconds(1),
              journey
                  .about("claim_id", id)
                  .with(
                      "claim_number",
                      String.format("CLM%07d%03d", journey.person().index(), claims++ % 1000))
                  .with("policy_id", policy.id())
                  .with("payer_id", payerId())
                  .with("invoice_id", ledger.id())
                  .with("rendering_provider_id", bundle.provider().id())
                  .with("facility_id", bundle.facility().id())
                  .with("appointment_id", stay ? null : bundle.visit().id())
                  .with("admission_id", stay ? bundle.stay().id() : null)
                  .with("claim_type", inpatient ? "INSTITUTIONAL" : "PROFESSIONAL")
                  .with("frequency_code", originalId == null ? "1" : "7")
                  .with("original_claim_id", originalId)
                  .with("place_of_service_code", place)
                  .with("principal_diagnosis_code", bundle.reasons().get(0).code())
                  .with(
                      "prior_authorization_number",
                      inpatient && dice.chance(0.6) ? "PA" + dice.digits(8) : null)
                  .with("service_from_date", bundle.from())
                  .with("service_to_date", bundle.to())
                  .with("submitted_at", at)
                  .with("total_charge_amount", Ledger.money(ledger.total()))
                  .with("clearinghouse", dice.pick("Relay Exchange", "Clearpath EDI"))
                  .with("status", "SUBMITTED"));
      for (Ledger.Charge charge : ledger.charges()) {
        lines.add(
            journey.insert(
                "claim_lines",
                at.plusSeconds(1).plusMillis(20L * charge.number()),
                journey
                    .about("claim_line_id", dice.uuid())
                    .with("claim_id", id)
                    .with("line_number", charge.number())
                    .with("invoice_line_id", charge.id())
                    .with("service_date", charge.line().day())
                    .with("procedure_code", charge.line().service().code())
                    .with(
                        "modifiers",
                        bundle.visit() != null && !bundle.visit().inPerson()
                            ? List.of("95")
                            : List.of())
                    .with(
                        "revenue_code",
                        inpatient ? Ledger.revenueCode(charge.line().service()) : null)
                    .with(
                        "diagnosis_pointers",
                        bundle.reasons().size() > 1 ? List.of("1", "2") : List.of("1"))
                    .with("quantity", charge.line().units())
                    .with("charge_amount", Ledger.money(charge.cents()))
                    .with("line_status", "PENDING")));
      }
    }

    /** The payer decides; returns what it allows in cents. */
    long decide(Instant at, String outcome, String type) {
      boolean denied = outcome.equals("DENIED");
      boolean partial = outcome.equals("PARTIALLY_APPROVED");
      Denial denial = denied && stopped ? FRAUD : denied || partial ? dice.pick(DENIALS) : null;
      long allowed = 0;
      long patient = 0;
      int refused = partial ? dice.between(0, lines.size() - 1) : -1;
      for (int i = 0; i < lines.size(); i++) {
        long full = full(ledger.charges().get(i));
        boolean lineDenied = denied || (i == refused && lines.size() > 1);
        long granted = lineDenied ? 0 : i == refused ? full * 6 / 10 : full;
        long share = lineDenied ? 0 : share(granted, i);
        allowed += granted;
        patient += share;
        lines
            .get(i)
            .update(
                at.plusMillis(10L * i),
                Row.of("allowed_amount", Ledger.money(granted))
                    .with("paid_amount", Ledger.money(granted - share))
                    .with("patient_responsibility_amount", Ledger.money(share))
                    .with("denial_reason_code", lineDenied ? denial.code() : null)
                    .with(
                        "line_status",
                        lineDenied ? "DENIED" : i == refused ? "REDUCED" : "APPROVED"));
      }
      long billed = ledger.total();
      journey.insert(
          "claim_adjudications",
          at.plusSeconds(2),
          journey
              .about("adjudication_id", dice.uuid())
              .with("claim_id", id)
              .with("payer_id", payerId())
              .with("sequence_number", ++decisions)
              .with("outcome", outcome)
              .with("decision_type", type)
              .with("adjudicated_at", at)
              .with(
                  "decided_by",
                  type.equals("APPEAL")
                      ? dice.pick("EXAMINER", "MEDICAL_DIRECTOR")
                      : dice.chance(0.8) ? "AUTOMATIC" : "EXAMINER")
              .with("billed_amount", Ledger.money(billed))
              .with("allowed_amount", Ledger.money(allowed))
              .with("paid_amount", Ledger.money(allowed - patient))
              .with("patient_responsibility_amount", Ledger.money(patient))
              .with("contractual_adjustment_amount", Ledger.money(denied ? 0 : billed - allowed))
              .with("denial_reason_code", denial == null ? null : denial.code())
              .with("denial_category", denial == null ? null : denial.category())
              .with(
                  "appeal_deadline",
                  denial == null
                      ? null
                      : LocalDate.ofInstant(at, bundle.facility().zone()).plusDays(90))
              .with("remittance_number", "R" + dice.digits(11)));
      if (denied && dice.chance(0.3)) {
        Paperwork.explanation(journey, id, at.plusSeconds(80_000), dice);
      }
      claim.update(at.plusSeconds(3), Row.of("status", "ADJUDICATED"));
      ledger.assign(at.plusSeconds(4), patient);
      return allowed - patient;
    }

    /** What the contract allows for the claim as filed, in cents. */
    long allowable() {
      long allowable = 0;
      for (Ledger.Charge charge : ledger.charges()) {
        allowable += full(charge);
      }
      return allowable;
    }

    private long full(Ledger.Charge charge) {
      ServiceBundle.Line line = charge.line();
      return Math.min(
          charge.cents(), Ledger.cents(line.service().allowed(policy.payer())) * line.units());
    }

    /** The payer takes money back; what is then open nobody owes. */
    void takeBack(Instant at, long cents) {
      ledger.post(
          at, new Ledger.Posting("REFUND", "INSURANCE", "EFT", id, payerId(), "CO-96"), cents);
      ledger.post(at.plusSeconds(90_000), Ledger.Posting.writeOff("CO-96"), cents);
    }

    private long share(long granted, int line) {
      long copay = line == 0 ? Math.min(granted, policy.copay() * 100L) : 0;
      return Math.min(granted, copay + Math.round((granted - copay) * policy.coinsurance()));
    }

    void settle(Instant at, long paid) {
      Instant posted = at.plusSeconds(86_400L * dice.between(1, 3));
      long patient = patientShare();
      ledger.post(
          posted,
          new Ledger.Posting("CONTRACTUAL_ADJUSTMENT", "INSURANCE", "NONE", id, payerId(), "CO-45"),
          ledger.balance() - paid - patient);
      Instant received = posted.plusSeconds(86_400L * dice.between(1, 8));
      ledger.post(
          received,
          new Ledger.Posting(
              "PAYMENT", "INSURANCE", dice.chance(0.9) ? "EFT" : "CHECK", id, payerId(), null),
          paid);
      claim.update(received.plusSeconds(5), Row.of("status", "PAID"));
      patientPays(received, patient);
    }

    private long patientShare() {
      long sum = 0;
      for (int i = 0; i < lines.size(); i++) {
        sum += lines.get(i).cents("patient_responsibility_amount");
      }
      return sum;
    }

    /** Patients pay four of five balances; a few pay twice and are refunded. */
    private void patientPays(Instant received, long patient) {
      Instant at = received.plusSeconds(86_400L * dice.between(8, 70));
      if (patient > 0 && dice.chance(0.8)) {
        String method =
            journey.person().habits().usesPortal()
                ? dice.pick("PORTAL", "CARD")
                : dice.pick("CARD", "CHECK", "CASH");
        ledger.post(at, Ledger.Posting.patient("PAYMENT", method), patient);
        if (dice.chance(0.02)) {
          ledger.post(at.plusSeconds(90_000), Ledger.Posting.patient("PAYMENT", "CARD"), patient);
          ledger.post(at.plusSeconds(900_000), Ledger.Posting.patient("REFUND", "CARD"), patient);
        }
      } else if (patient > 0) {
        ledger.collect(received.plusSeconds(86_400L * 120));
      }
    }
  }

  /** Files the claim for an invoice and follows it to the end. */
  void submit(
      Journey journey, ServiceBundle bundle, Ledger ledger, Policy policy, Instant at, Dice dice) {
    Case claim = new Case(journey, bundle, ledger, policy, dice);
    claim.file(at, null);
    Instant submitted = at;
    if (dice.chance(REJECTED_AT_GATE)) {
      claim.claim.update(at.plusSeconds(4_000), Row.of("status", "REJECTED"));
      submitted = at.plus(Duration.ofDays(dice.between(3, 12)));
      String original = claim.id;
      claim = new Case(journey, bundle, ledger, policy, dice);
      claim.file(submitted, original);
    }
    if (dice.chance(0.3)) {
      claim.claim.update(
          submitted.plusSeconds(40_000),
          Row.of("status", dice.chance(0.8) ? "ACCEPTED" : "IN_REVIEW"));
    }
    double days = Math.max(1.5, dice.normal(13, 5) * policy.payer().slowness());
    Instant decided = submitted.plusSeconds((long) (days * 86_400));
    String outcome =
        dice.chance(policy.payer().denialRate())
            ? "DENIED"
            : dice.chance(Rates.PARTIALLY_APPROVED) ? "PARTIALLY_APPROVED" : "APPROVED";
    Optional<FraudDesk.Suspicion> suspicion = fraud.suspect(submitted, decided, dice);
    if (suspicion.isPresent() && suspicion.get().beforePayment()) {
      decided = suspicion.get().closed().plusSeconds(40_000);
      claim.stopped = suspicion.get().stops();
      outcome = claim.stopped ? "DENIED" : outcome;
    }
    long paid = claim.decide(decided, outcome, "INITIAL");
    if (suspicion.isPresent() && (suspicion.get().beforePayment() || paid > 0)) {
      fraud.write(journey, bundle, claim.id, suspicion.get(), claim.allowable(), paid, dice);
    }
    if (outcome.equals("DENIED")) {
      appeal(claim, ledger, decided, dice);
      return;
    }
    claim.settle(decided, paid);
    long takenBack = suspicion.map(s -> s.takenBack(paid)).orElse(0L);
    if (takenBack > 0) {
      claim.takeBack(suspicion.get().takenBack(), takenBack);
    } else if (dice.chance(0.004)) {
      claim.decide(decided.plus(Duration.ofDays(95)), outcome, dice.pick("CORRECTION", "REVERSAL"));
      claim.claim.update(decided.plus(Duration.ofDays(96)), Row.of("status", "PAID"));
    }
  }

  private static void appeal(Case claim, Ledger ledger, Instant denied, Dice dice) {
    if (!claim.stopped && dice.chance(Rates.APPEALED)) {
      Instant appealed = denied.plus(Duration.ofDays(dice.between(5, 40)));
      claim.claim.update(appealed, Row.of("status", "APPEALED"));
      Instant again = appealed.plus(Duration.ofDays(dice.between(20, 50)));
      if (dice.chance(Rates.APPEAL_WON)) {
        claim.settle(again, claim.decide(again, "APPROVED", "APPEAL"));
        return;
      }
      claim.decide(again, "DENIED", "APPEAL");
    }
    // What the contract would not have paid anyway is no loss; the rest is.
    Instant given = denied.plus(Duration.ofDays(110));
    ledger.post(
        given,
        new Ledger.Posting(
            "CONTRACTUAL_ADJUSTMENT", "INSURANCE", "NONE", claim.id, claim.payerId(), "CO-45"),
        ledger.balance() - claim.allowable());
    ledger.post(given.plusSeconds(60), Ledger.Posting.writeOff("CO-50"), ledger.balance());
  }
}
