package io.healthfinance.lakehouse.datagen.synthea;

import io.healthfinance.lakehouse.datagen.synthea.Visits.Visit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * claims.csv: claims. Their transactions give the charges; they name services in codes that no
 * claim line may carry and say nothing of a decision, so there are neither lines nor adjudications.
 */
final class ClaimsMapping implements Mapping {
  private static final Map<String, String> TYPES =
      Map.of("1", "PROFESSIONAL", "2", "INSTITUTIONAL");
  private static final Map<String, String> PLACES =
      Map.of(
          "emergency", "23", "inpatient", "21", "urgentcare", "20", "snf", "31", "hospice", "34");

  private final Visits visits;
  private final Coverage coverage;
  private final ClaimTotals totals;
  private final Codes conditions = Codes.load("conditions");
  private long number;

  ClaimsMapping(Visits visits, Coverage coverage, ClaimTotals totals) {
    this.visits = visits;
    this.coverage = coverage;
    this.totals = totals;
  }

  @Override
  public String file() {
    return "claims.csv";
  }

  @Override
  public void map(SyntheaRow row, Target target) {
    String id = row.text("Id");
    String patient = row.text("PATIENTID");
    String payer = row.text("PRIMARYPATIENTINSURANCEID");
    if (!coverage.isInsurer(payer)) {
      target.without("a bill that names no insurer is no claim");
      return;
    }
    Optional<Visit> visit = visits.find(row.text("APPOINTMENTID"));
    LocalDate from = row.date("SERVICEDATE");
    Instant submitted = row.instant("LASTBILLEDDATE1");
    Instant created = row.instant("SERVICEDATE");
    number++;
    target.add(
        TargetRow.of("claims")
            .set("claim_id", id)
            .set("claim_number", "CLM%010d".formatted(number))
            .set("patient_id", patient)
            .set("policy_id", coverage.policy(patient, payer, from).orElse(null))
            .set("payer_id", payer)
            .set("rendering_provider_id", row.text("PROVIDERID"))
            .set("facility_id", visit.map(Visit::organization).orElse(null))
            .set("appointment_id", visit.map(Visit::appointmentId).orElse(null))
            .set("admission_id", visit.map(Visit::admissionId).orElse(null))
            .set("claim_type", Values.translated(TYPES, row.text("HEALTHCARECLAIMTYPEID1")))
            .set("frequency_code", "1")
            .set("place_of_service_code", visit.map(Visit::kind).map(PLACES::get).orElse(null))
            .set(
                "principal_diagnosis_code",
                conditions.find(row.text("DIAGNOSIS1"), "icd10_code").orElse(null))
            .set("service_from_date", from)
            .set("service_to_date", lastDay(from, visit))
            .set("submitted_at", submitted)
            .set("total_charge_amount", totals.charged(id))
            .set("status", status(id, row.text("STATUS1")))
            .stored(created, Values.later(created, submitted)));
  }

  private static LocalDate lastDay(LocalDate from, Optional<Visit> visit) {
    return visit
        .map(Visit::stop)
        .map(stop -> LocalDate.ofInstant(stop, ZoneOffset.UTC))
        .filter(day -> day.isAfter(from))
        .orElse(from);
  }

  private String status(String claim, String state) {
    if ("CLOSED".equals(state)) {
      return totals.paidByInsurer(claim) ? "PAID" : "ADJUDICATED";
    }
    return "SUBMITTED";
  }
}
