package io.healthfinance.lakehouse.datagen.world;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Billing service: one invoice with its lines, and every posting that changes its balance. */
final class Ledger {
  /** A line as charged, amounts in cents. */
  record Charge(String id, int number, ServiceBundle.Line line, long unitCents, long cents) {}

  /** Agencies recover about a fifth of what they are given; this project's choice. */
  private static final double RECOVERED_BY_AGENCY = 0.2;

  private final Journey journey;
  private final ServiceBundle bundle;
  private final Dice dice;
  private final String id;
  private final List<Charge> charges = new ArrayList<>();
  private final long total;
  private final Journal.Tracked invoice;
  private long balance;

  Ledger(
      Journey journey,
      ServiceBundle bundle,
      Optional<Policy> policy,
      Instant posted,
      int number,
      Dice dice) {
    this.journey = journey;
    this.bundle = bundle;
    this.dice = dice;
    this.id = dice.uuid();
    for (ServiceBundle.Line line : bundle.lines()) {
      long unit = cents(line.service().listPrice());
      charges.add(new Charge(dice.uuid(), charges.size() + 1, line, unit, unit * line.units()));
    }
    this.total = charges.stream().mapToLong(Charge::cents).sum();
    this.balance = total;
    this.invoice = issue(policy, posted, number);
    charges.forEach(charge -> line(charge, posted));
  }

  private Journal.Tracked issue(Optional<Policy> policy, Instant posted, int number) {
    boolean drafted = dice.chance(0.05);
    Row row =
        journey
            .about("invoice_id", id)
            .with("invoice_number", String.format("INV%07d%03d", journey.person().index(), number))
            .with("provider_id", bundle.provider().id())
            .with("facility_id", bundle.facility().id())
            .with(
                "policy_id",
                policy.filter(p -> p.payer() != Payer.SELF_PAY).map(Policy::id).orElse(null))
            .with("appointment_id", bundle.visit() == null ? null : bundle.visit().id())
            .with("admission_id", bundle.stay() == null ? null : bundle.stay().id())
            .with("service_date", bundle.to())
            .with("posted_at", posted)
            .with("due_date", LocalDate.ofInstant(posted, bundle.facility().zone()).plusDays(30))
            .with("total_charge_amount", money(total))
            .with("expected_adjustment_amount", money(total * 58 / 100))
            .with("balance_amount", money(total))
            .with("currency", "USD")
            .with("status", drafted ? "DRAFT" : "ISSUED");
    Journal.Tracked tracked = journey.insert("billing_invoices", posted.plusSeconds(1), row);
    if (drafted) {
      tracked.update(posted.plusSeconds(dice.between(600, 40_000)), Row.of("status", "ISSUED"));
    }
    return tracked;
  }

  private void line(Charge charge, Instant posted) {
    ServiceBundle.Line line = charge.line();
    boolean video = bundle.visit() != null && !bundle.visit().inPerson();
    Journal.Tracked row =
        journey.insert(
            "billing_invoice_lines",
            posted.plusSeconds(1).plusMillis(charge.number() * 10L),
            journey
                .about("line_id", charge.id())
                .with("invoice_id", id)
                .with("line_number", charge.number())
                .with("provider_id", bundle.provider().id())
                .with("service_date", line.day())
                .with("procedure_code", line.service().code())
                .with(
                    "modifiers",
                    video
                        ? List.of("95")
                        : charge.number() == 1 && charges.size() > 2 ? List.of("25") : List.of())
                .with("revenue_code", bundle.stay() == null ? null : revenueCode(line.service()))
                .with("diagnosis_codes", bundle.reasons().stream().map(Diagnosis::code).toList())
                .with("quantity", line.units())
                .with("unit_charge_amount", money(charge.unitCents()))
                .with("charge_amount", money(charge.cents()))
                .with("status", "POSTED"));
    if (dice.chance(0.004)) {
      row.update(posted.plusSeconds(90_000), Row.of("status", "CORRECTED"));
    }
  }

  static String revenueCode(Service service) {
    return switch (service) {
      case ROOM -> "0120";
      case EMERGENCY_MODERATE, EMERGENCY_HIGH -> "0450";
      case OBSERVATION -> "0762";
      case KNEE_REPLACEMENT,
          HIP_REPLACEMENT,
          CHOLECYSTECTOMY,
          APPENDECTOMY,
          MASTECTOMY,
          COLECTOMY ->
          "0360";
      case CORONARY_STENT -> "0481";
      case LAB_COUNT, LAB_METABOLIC -> "0300";
      default -> "0960";
    };
  }

  List<Charge> charges() {
    return charges;
  }

  String id() {
    return id;
  }

  long total() {
    return total;
  }

  long balance() {
    return balance;
  }

  boolean exists() {
    return invoice.exists();
  }

  /** Records what the payer leaves to the patient. */
  void assign(Instant at, long patientCents) {
    invoice.update(at, Row.of("patient_responsibility_amount", money(patientCents)));
  }

  /** Posts a payment, adjustment, refund or write-off and brings the invoice up to date. */
  void post(Instant at, Posting posting, long cents) {
    if (cents <= 0 || !at.isBefore(journey.span().end())) {
      return;
    }
    LocalDate day = LocalDate.ofInstant(at, bundle.facility().zone());
    boolean money = posting.type().equals("PAYMENT") || posting.type().equals("REFUND");
    Journal.Tracked payment =
        journey.insert(
            "payments",
            at,
            journey
                .about("payment_id", dice.uuid())
                .with("invoice_id", id)
                .with("claim_id", posting.claimId())
                .with("payer_id", posting.payerId())
                .with("transaction_type", posting.type())
                .with("payment_source", posting.source())
                .with("payment_method", money ? posting.method() : "NONE")
                .with("amount", money(cents))
                .with("posting_date", day)
                .with("received_at", money ? at.minusSeconds(dice.between(60, 80_000)) : null)
                .with("adjustment_reason_code", posting.reason())
                .with("reference_number", "T" + dice.digits(12))
                .with("status", "POSTED"));
    if (posting.type().equals("PAYMENT") && posting.method().equals("CHECK") && dice.chance(0.02)) {
      payment.update(at.plusSeconds(500_000), Row.of("status", "REVERSED"));
      return;
    }
    balance += posting.type().equals("REFUND") ? cents : -cents;
    String status =
        balance > 0
            ? posting.type().equals("PAYMENT") ? "PARTIALLY_PAID" : "ISSUED"
            : posting.type().equals("WRITE_OFF") ? "WRITTEN_OFF" : "PAID";
    invoice.update(
        at.plusMillis(500), Row.of("balance_amount", money(balance)).with("status", status));
  }

  /**
   * Hands an unpaid balance to a collection agency, which recovers a part of one in five; the rest
   * is written off half a year later.
   */
  void collect(Instant at) {
    if (balance <= 0) {
      return;
    }
    invoice.update(at, Row.of("status", "IN_COLLECTION"));
    if (dice.chance(RECOVERED_BY_AGENCY)) {
      post(
          at.plusSeconds(86_400L * dice.between(20, 150)),
          Posting.patient("PAYMENT", "CARD"),
          balance * dice.between(4, 9) / 10);
    }
    post(at.plusSeconds(86_400L * 180), Posting.writeOff(null), balance);
  }

  /** Voids an invoice that was issued by mistake; nothing may have been posted to it. */
  void cancel(Instant at) {
    invoice.update(at, Row.of("status", "VOID").with("balance_amount", money(0)));
  }

  /** What is posted, by whom and how. */
  record Posting(
      String type, String source, String method, String claimId, String payerId, String reason) {
    static Posting patient(String type, String method) {
      return new Posting(type, "PATIENT", method, null, null, null);
    }

    static Posting writeOff(String reason) {
      return new Posting("WRITE_OFF", "OTHER", "NONE", null, null, reason);
    }
  }

  static long cents(BigDecimal amount) {
    return amount.movePointRight(2).longValueExact();
  }

  static BigDecimal money(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }
}
