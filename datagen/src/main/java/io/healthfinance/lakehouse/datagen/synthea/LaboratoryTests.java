package io.healthfinance.lakehouse.datagen.synthea;

import io.healthfinance.lakehouse.datagen.synthea.Visits.Visit;
import java.time.Instant;
import java.util.Optional;

/** Laboratory observations: one result and the order of that single test. */
final class LaboratoryTests {
  private long number;

  void add(SyntheaRow row, Optional<Visit> visit, Mapping.Target target) {
    String order = row.idOf("order");
    Instant at = row.instant("DATE");
    String name = row.text("DESCRIPTION");
    String admission = visit.map(Visit::admissionId).orElse(null);
    boolean isNumber = "numeric".equals(row.text("TYPE"));
    number++;
    target.add(
        TargetRow.of("lab_orders")
            .set("order_id", order)
            .set("order_number", "L%010d".formatted(number))
            .set("patient_id", row.text("PATIENT"))
            .set("ordering_provider_id", visit.map(Visit::provider).orElse(null))
            .set("appointment_id", visit.map(Visit::appointmentId).orElse(null))
            .set("admission_id", admission)
            .set("panel_loinc_code", row.text("CODE"))
            .set("panel_name", name)
            .set("priority", "ROUTINE")
            .set("specimen_type", specimen(name))
            .set("fasting_required", false)
            .set("ordered_at", at)
            .set("collected_at", at)
            .set("completed_at", at)
            .set("status", "COMPLETED")
            .stored(at, at));
    target.add(
        TargetRow.of("lab_results")
            .set("result_id", row.idOf("result"))
            .set("order_id", order)
            .set("patient_id", row.text("PATIENT"))
            .set("admission_id", admission)
            .set("loinc_code", row.text("CODE"))
            .set("test_name", name)
            .set("value_numeric", isNumber ? row.decimal("VALUE") : null)
            .set("value_text", isNumber ? null : row.text("VALUE"))
            .set("unit", row.text("UNITS"))
            .set("specimen_type", specimen(name))
            .set("collected_at", at)
            .set("resulted_at", at)
            .set("result_status", "FINAL")
            .stored(at, at));
  }

  /** The material that the LOINC name states; serum or plasma is not one of them and stays NULL. */
  private static String specimen(String name) {
    if (name == null) {
      return null;
    }
    if (name.contains(" in Urine") || name.contains("of Urine")) {
      return "URINE";
    }
    if (name.contains(" in Stool")) {
      return "STOOL";
    }
    return name.contains(" in Blood") ? "BLOOD" : null;
  }
}
