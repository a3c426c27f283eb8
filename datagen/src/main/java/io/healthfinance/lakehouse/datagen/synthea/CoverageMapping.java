package io.healthfinance.lakehouse.datagen.synthea;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;

/** payer_transitions.csv: one policy per person, period and payer. */
final class CoverageMapping implements Mapping {
  private static final int NUMBER_LENGTH = 20;
  private static final Map<String, String> RELATIONSHIPS =
      Map.of("Self", "SELF", "Spouse", "SPOUSE", "Guardian", "CHILD");

  private final Coverage coverage;
  private final Instant snapshotAt;

  CoverageMapping(Coverage coverage, Instant snapshotAt) {
    this.coverage = coverage;
    this.snapshotAt = snapshotAt;
  }

  @Override
  public String file() {
    return "payer_transitions.csv";
  }

  @Override
  public void map(SyntheaRow row, Target target) {
    if (!coverage.isInsurer(row.text("PAYER"))) {
      target.without("a period without insurance is no policy");
      return;
    }
    add("PRIMARY", row.text("PAYER"), row, target);
    if (coverage.isInsurer(row.text("SECONDARY_PAYER"))) {
      add("SECONDARY", row.text("SECONDARY_PAYER"), row, target);
    }
  }

  private void add(String priority, String payer, SyntheaRow row, Target target) {
    String patient = row.text("PATIENT");
    String policy = row.idOf(priority);
    LocalDate first = row.date("START_DATE");
    LocalDate last = lastDay(first, row.date("END_DATE"));
    Instant start = row.instant("START_DATE");
    Instant end = row.instant("END_DATE");
    boolean over = end != null && !end.isAfter(snapshotAt);
    String relationship = Values.translated(RELATIONSHIPS, row.text("PLAN_OWNERSHIP"));
    coverage.add(patient, policy, payer, first, last);
    target.add(
        TargetRow.of("insurance_policies")
            .set("policy_id", policy)
            .set("patient_id", patient)
            .set("payer_id", payer)
            .set("policy_number", number(row.text("MEMBERID")))
            .set("plan_name", coverage.name(payer))
            .set("coverage_priority", priority)
            .set("relationship_to_subscriber", relationship)
            .set("subscriber_id", "SELF".equals(relationship) ? patient : null)
            .set("effective_date", first)
            .set("termination_date", last)
            .set("status", over ? "TERMINATED" : "ACTIVE")
            .stored(start, over ? end : start));
  }

  /** Synthea's end is the start of the next period. */
  private static LocalDate lastDay(LocalDate first, LocalDate end) {
    return end == null || !end.isAfter(first) ? end : end.minusDays(1);
  }

  /** A card holds twenty characters; Synthea's member number is a UUID. */
  private static String number(String member) {
    if (member == null) {
      return null;
    }
    String digits = member.replace("-", "").toUpperCase(Locale.ROOT);
    return digits.length() > NUMBER_LENGTH ? digits.substring(0, NUMBER_LENGTH) : digits;
  }
}
