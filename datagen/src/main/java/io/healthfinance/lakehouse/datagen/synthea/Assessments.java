package io.healthfinance.lakehouse.datagen.synthea;

import io.healthfinance.lakehouse.datagen.synthea.Visits.Visit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Total scores of questionnaires, by the LOINC code of the total. */
final class Assessments {
  private static final Map<String, String> INSTRUMENTS =
      Map.of(
          "44261-6", "PHQ9",
          "55758-7", "PHQ2",
          "70274-6", "GAD7",
          "82674-3", "ACT",
          "75626-2", "AUDIT_C",
          "59460-6", "MORSE_FALL",
          "72106-8", "MMSE");

  boolean accepts(SyntheaRow row, Optional<Visit> visit, Mapping.Target target) {
    String code = row.text("CODE");
    String instrument = INSTRUMENTS.get(code);
    if (instrument == null) {
      return false;
    }
    Instant at = row.instant("DATE");
    BigDecimal score = row.decimal("VALUE");
    target.add(
        TargetRow.of("clinical_assessments")
            .set("assessment_id", row.idOf("assessment"))
            .set("patient_id", row.text("PATIENT"))
            .set("provider_id", visit.map(Visit::provider).orElse(null))
            .set("appointment_id", visit.map(Visit::appointmentId).orElse(null))
            .set("instrument", instrument)
            .set("loinc_code", code)
            .set(
                "total_score",
                score == null ? null : score.setScale(0, RoundingMode.HALF_UP).intValueExact())
            .set("mode", "CLINICIAN")
            .set("is_complete", score != null)
            .set("assessed_at", at)
            .stored(at, at));
    return true;
  }
}
