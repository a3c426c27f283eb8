package io.healthfinance.lakehouse.datagen.synthea;

import io.healthfinance.lakehouse.datagen.synthea.Visits.Visit;
import java.time.Instant;
import java.util.Optional;

/** procedures.csv: procedures with a listed CPT or HCPCS code, and screenings. */
final class ProceduresMapping implements Mapping {
  private final Visits visits;
  private final Codes codes = Codes.load("procedures");

  ProceduresMapping(Visits visits) {
    this.visits = visits;
  }

  @Override
  public String file() {
    return "procedures.csv";
  }

  @Override
  public void map(SyntheaRow row, Target target) {
    String snomed = row.text("CODE");
    Optional<Visit> visit = visits.find(row.text("ENCOUNTER"));
    Optional<String> code = codes.find(snomed, "procedure_code");
    Optional<String> screening = codes.find(snomed, "screening_type");
    code.ifPresent(found -> target.add(procedure(row, visit, found)));
    screening.ifPresent(type -> target.add(screening(row, visit, type)));
    if (code.isEmpty() && screening.isEmpty()) {
      target.without("SNOMED CT code without a listed CPT or HCPCS code");
    }
  }

  private TargetRow procedure(SyntheaRow row, Optional<Visit> visit, String code) {
    Instant start = row.instant("START");
    Instant end = row.instant("STOP");
    return TargetRow.of("procedures")
        .set("procedure_id", row.idOf("procedure"))
        .set("patient_id", row.text("PATIENT"))
        .set("provider_id", visit.map(Visit::provider).orElse(null))
        .set("facility_id", visit.map(Visit::organization).orElse(null))
        .set("appointment_id", visit.map(Visit::appointmentId).orElse(null))
        .set("admission_id", visit.map(Visit::admissionId).orElse(null))
        .set("code_system", codes.find(row.text("CODE"), "code_system").orElseThrow())
        .set("procedure_code", code)
        .set("procedure_name", row.text("DESCRIPTION"))
        .set("performed_at", start)
        .set("duration_minutes", Values.minutes(start, end))
        .set("status", "COMPLETED")
        .stored(start, Values.later(start, end));
  }

  private TargetRow screening(SyntheaRow row, Optional<Visit> visit, String type) {
    Instant start = row.instant("START");
    return TargetRow.of("screenings")
        .set("screening_id", row.idOf("screening"))
        .set("patient_id", row.text("PATIENT"))
        .set("ordering_provider_id", visit.map(Visit::provider).orElse(null))
        .set("performing_facility_id", visit.map(Visit::organization).orElse(null))
        .set("screening_type", type)
        .set("screening_program", codes.find(row.text("CODE"), "screening_program").orElseThrow())
        .set("procedure_code", codes.find(row.text("CODE"), "procedure_code").orElse(null))
        .set("ordered_date", row.date("START"))
        .set("performed_date", row.date("START"))
        .set("is_external", false)
        .set("status", "COMPLETED")
        .stored(start, start);
  }
}
