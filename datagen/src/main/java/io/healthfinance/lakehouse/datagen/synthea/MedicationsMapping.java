package io.healthfinance.lakehouse.datagen.synthea;

import io.healthfinance.lakehouse.datagen.synthea.Visits.Visit;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * medications.csv: prescriptions. The export says neither how often a drug is taken nor when it was
 * dispensed, so frequency stays NULL and there are no dispenses.
 */
final class MedicationsMapping implements Mapping {
  private static final Pattern STRENGTH =
      Pattern.compile("[0-9.]+ (?:MG|ML|MCG|UNT|MEQ|ACTUAT|%)[A-Z0-9./]*");

  private final Visits visits;
  private final Instant snapshotAt;
  private final Codes conditions = Codes.load("conditions");
  private long number;

  MedicationsMapping(Visits visits, Instant snapshotAt) {
    this.visits = visits;
    this.snapshotAt = snapshotAt;
  }

  @Override
  public String file() {
    return "medications.csv";
  }

  @Override
  public void map(SyntheaRow row, Target target) {
    Optional<Visit> visit = visits.find(row.text("ENCOUNTER"));
    String drug = row.text("DESCRIPTION");
    Instant start = row.instant("START");
    Instant end = row.instant("STOP");
    boolean over = end != null && !end.isAfter(snapshotAt);
    number++;
    target.add(
        TargetRow.of("prescriptions")
            .set("prescription_id", row.idOf("prescription"))
            .set("patient_id", row.text("PATIENT"))
            .set("prescriber_id", visit.map(Visit::provider).orElse(null))
            .set("appointment_id", visit.map(Visit::appointmentId).orElse(null))
            .set("admission_id", visit.map(Visit::admissionId).orElse(null))
            .set("prescription_number", "RX%09d".formatted(number))
            .set("rxnorm_code", row.text("CODE"))
            .set("medication_name", drug)
            .set("dosage", strength(drug))
            .set("route", route(drug))
            .set("is_as_needed", false)
            .set("is_chronic", end == null)
            .set(
                "indication_code",
                conditions.find(row.text("REASONCODE"), "icd10_code").orElse(null))
            .set("prescribed_at", start)
            .set("start_date", row.date("START"))
            .set("end_date", row.date("STOP"))
            .set("status", over ? "COMPLETED" : "ACTIVE")
            .stored(start, Values.later(start, over ? end : null)));
  }

  /** The strength in the drug's name; null when it has none. */
  private static String strength(String drug) {
    Matcher strength = STRENGTH.matcher(drug == null ? "" : drug.toUpperCase(Locale.ROOT));
    return strength.find() ? strength.group() : null;
  }

  /** The route that the drug's dose form allows; null when it allows several. */
  private static String route(String drug) {
    String form = drug == null ? "" : drug.toLowerCase(Locale.ROOT);
    if (form.contains("sublingual")) {
      return "SUBLINGUAL";
    }
    if (form.contains("oral") || form.contains("chewable")) {
      return "ORAL";
    }
    if (form.contains("inhal")) {
      return "INHALED";
    }
    if (form.contains("ophthalmic")) {
      return "OPHTHALMIC";
    }
    if (form.contains("nasal")) {
      return "NASAL";
    }
    if (form.contains("transdermal")) {
      return "TRANSDERMAL";
    }
    return form.contains("topical") ? "TOPICAL" : null;
  }
}
