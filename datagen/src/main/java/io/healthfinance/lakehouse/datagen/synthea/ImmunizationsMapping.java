package io.healthfinance.lakehouse.datagen.synthea;

import io.healthfinance.lakehouse.datagen.synthea.Visits.Visit;
import java.time.Instant;
import java.util.Optional;

/** immunizations.csv: immunizations. */
final class ImmunizationsMapping implements Mapping {
  private final Visits visits;

  ImmunizationsMapping(Visits visits) {
    this.visits = visits;
  }

  @Override
  public String file() {
    return "immunizations.csv";
  }

  @Override
  public void map(SyntheaRow row, Target target) {
    Optional<Visit> visit = visits.find(row.text("ENCOUNTER"));
    Instant given = row.instant("DATE");
    target.add(
        TargetRow.of("immunizations")
            .set("immunization_id", row.idOf("immunization"))
            .set("patient_id", row.text("PATIENT"))
            .set("administering_provider_id", visit.map(Visit::provider).orElse(null))
            .set("facility_id", visit.map(Visit::organization).orElse(null))
            .set("appointment_id", visit.map(Visit::appointmentId).orElse(null))
            .set("cvx_code", row.text("CODE"))
            .set("vaccine_name", row.text("DESCRIPTION"))
            .set("administered_date", row.date("DATE"))
            .set("information_source", "ADMINISTERED_HERE")
            .set("status", "COMPLETED")
            .stored(given, given));
  }
}
