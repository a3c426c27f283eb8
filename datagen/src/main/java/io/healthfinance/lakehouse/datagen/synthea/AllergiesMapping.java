package io.healthfinance.lakehouse.datagen.synthea;

import io.healthfinance.lakehouse.datagen.synthea.Visits.Visit;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** allergies.csv: allergies. Synthea 3.3 calls their code system Unknown, which stays NULL. */
final class AllergiesMapping implements Mapping {
  private static final Map<String, String> SYSTEMS =
      Map.of("RxNorm", "RXNORM", "SNOMED-CT", "SNOMED");

  private final Visits visits;
  private final Instant snapshotAt;

  AllergiesMapping(Visits visits, Instant snapshotAt) {
    this.visits = visits;
    this.snapshotAt = snapshotAt;
  }

  @Override
  public String file() {
    return "allergies.csv";
  }

  @Override
  public void map(SyntheaRow row, Target target) {
    Optional<Visit> visit = visits.find(row.text("ENCOUNTER"));
    Instant start = row.instant("START");
    Instant end = row.instant("STOP");
    boolean over = end != null && !end.isAfter(snapshotAt);
    List<String> reactions =
        Stream.of("DESCRIPTION1", "DESCRIPTION2").map(row::text).filter(Objects::nonNull).toList();
    Instant recorded = visit.map(Visit::start).orElse(start);
    String system = row.text("SYSTEM");
    target.add(
        TargetRow.of("allergies")
            .set("allergy_id", row.idOf("allergy"))
            .set("patient_id", row.text("PATIENT"))
            .set("recorded_by", visit.map(Visit::provider).orElse(null))
            .set("allergen_name", row.text("DESCRIPTION"))
            .set("allergen_code", row.text("CODE"))
            .set("allergen_code_system", system == null ? null : SYSTEMS.get(system))
            .set("category", upper(row.text("CATEGORY")))
            .set("allergy_type", upper(row.text("TYPE")))
            .set("severity", worst(row))
            .set("reactions", reactions.isEmpty() ? null : reactions)
            .set("clinical_status", over ? "RESOLVED" : "ACTIVE")
            .set("verification_status", "CONFIRMED")
            .set("onset_date", row.date("START"))
            .set("recorded_at", recorded)
            .stored(recorded, Values.later(recorded, over ? end : null)));
  }

  private static String worst(SyntheaRow row) {
    List<String> stated =
        Stream.of("SEVERITY1", "SEVERITY2").map(row::text).filter(Objects::nonNull).toList();
    return Stream.of("SEVERE", "MODERATE", "MILD")
        .filter(stated::contains)
        .findFirst()
        .orElse(null);
  }

  private static String upper(String word) {
    return word == null ? null : word.toUpperCase(Locale.ROOT);
  }
}
