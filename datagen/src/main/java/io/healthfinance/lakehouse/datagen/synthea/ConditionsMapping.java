package io.healthfinance.lakehouse.datagen.synthea;

import io.healthfinance.lakehouse.datagen.synthea.Visits.Visit;
import java.time.Instant;
import java.util.Optional;

/** conditions.csv: diagnoses, as far as the SNOMED CT code has a checked-in ICD-10-CM code. */
final class ConditionsMapping implements Mapping {
  private final Visits visits;
  private final Instant snapshotAt;
  private final Codes codes = Codes.load("conditions");

  ConditionsMapping(Visits visits, Instant snapshotAt) {
    this.visits = visits;
    this.snapshotAt = snapshotAt;
  }

  @Override
  public String file() {
    return "conditions.csv";
  }

  @Override
  public void map(SyntheaRow row, Target target) {
    Optional<String> code = codes.find(row.text("CODE"), "icd10_code");
    if (code.isEmpty()) {
      target.without("SNOMED CT code without a listed ICD-10-CM code");
      return;
    }
    Optional<Visit> visit = visits.find(row.text("ENCOUNTER"));
    Instant recorded = visit.map(Visit::start).orElse(row.instant("START"));
    Instant end = row.instant("STOP");
    boolean over = end != null && !end.isAfter(snapshotAt);
    target.add(
        TargetRow.of("diagnoses")
            .set("diagnosis_id", row.idOf("diagnosis"))
            .set("patient_id", row.text("PATIENT"))
            .set("provider_id", visit.map(Visit::provider).orElse(null))
            .set("appointment_id", visit.map(Visit::appointmentId).orElse(null))
            .set("admission_id", visit.map(Visit::admissionId).orElse(null))
            .set("icd10_code", code.get())
            .set("condition_name", row.text("DESCRIPTION"))
            .set(
                "diagnosis_type",
                visit.filter(Visit::isStay).isPresent() ? "SECONDARY" : "ENCOUNTER")
            .set("clinical_status", over ? "RESOLVED" : "ACTIVE")
            .set("verification_status", "CONFIRMED")
            .set("diagnosed_date", row.date("START"))
            .set("resolved_date", over ? row.date("STOP") : null)
            .set("recorded_at", recorded)
            .stored(recorded, Values.later(recorded, over ? end : null)));
  }
}
