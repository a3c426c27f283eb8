package io.healthfinance.lakehouse.datagen.synthea;

import io.healthfinance.lakehouse.datagen.synthea.Visits.Visit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Vital signs by LOINC code. The two pressures of a blood pressure become one row. */
final class VitalSigns {
  private static final String SYSTOLIC = "8480-6";
  private static final String DIASTOLIC = "8462-4";
  private static final Map<String, String> TYPES =
      Map.of(
          "8867-4", "HR",
          "9279-1", "RESP",
          "8310-5", "TEMP",
          "29463-7", "WEIGHT",
          "8302-2", "HEIGHT",
          "2708-6", "SPO2",
          "59408-5", "SPO2");

  private final Map<List<String>, TargetRow> pressures = new LinkedHashMap<>();

  /** Whether the row is a vital sign; if so it is added or held until the pair is complete. */
  boolean accepts(SyntheaRow row, Optional<Visit> visit, Mapping.Target target) {
    String code = row.text("CODE");
    if (SYSTOLIC.equals(code) || DIASTOLIC.equals(code)) {
      List<String> moment = List.of(String.valueOf(row.text("ENCOUNTER")), row.text("DATE"));
      TargetRow pressure =
          pressures.computeIfAbsent(moment, each -> vital("BP", row, visit).set("unit", "mmHg"));
      pressure.set(
          SYSTOLIC.equals(code) ? "bp_systolic" : "bp_diastolic", rounded(row.decimal("VALUE")));
      if (pressure.has("bp_systolic") && pressure.has("bp_diastolic")) {
        target.add(pressures.remove(moment));
      }
      return true;
    }
    String type = TYPES.get(code);
    if (type == null || !"vital-signs".equals(row.text("CATEGORY"))) {
      return false;
    }
    target.add(
        vital(type, row, visit)
            .set("value", row.decimal("VALUE"))
            .set("unit", unit(type, row.text("UNITS"))));
    return true;
  }

  /** Adds the blood pressures of which one number is missing. */
  void finish(Mapping.Target target) {
    pressures.values().forEach(target::add);
    pressures.clear();
  }

  private static TargetRow vital(String type, SyntheaRow row, Optional<Visit> visit) {
    Instant at = row.instant("DATE");
    return TargetRow.of("vitals")
        .set("vital_id", row.idOf("vital"))
        .set("patient_id", row.text("PATIENT"))
        .set("appointment_id", visit.map(Visit::appointmentId).orElse(null))
        .set("admission_id", visit.map(Visit::admissionId).orElse(null))
        .set("recorded_by", visit.map(Visit::provider).orElse(null))
        .set("vital_type", type)
        .set("source", visit.filter(Visit::isStay).isPresent() ? "HOSPITAL" : "CLINIC")
        .set("measured_at", at)
        .stored(at, at);
  }

  private static String unit(String type, String ucum) {
    if (ucum == null) {
      return null;
    }
    return switch (ucum) {
      case "/min" -> type.equals("HR") ? "bpm" : "breaths/min";
      case "Cel" -> "degC";
      case "[degF]" -> "degF";
      case "[lb_av]" -> "lb";
      case "[in_i]" -> "in";
      default -> ucum;
    };
  }

  private static Integer rounded(BigDecimal pressure) {
    return pressure == null ? null : pressure.setScale(0, RoundingMode.HALF_UP).intValueExact();
  }
}
