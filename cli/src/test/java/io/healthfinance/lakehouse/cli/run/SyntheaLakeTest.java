package io.healthfinance.lakehouse.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.cli.CommandRun;
import io.healthfinance.lakehouse.cli.OpenLake;
import io.healthfinance.lakehouse.cli.state.Quarantine;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.TableRunRow;
import io.healthfinance.lakehouse.testing.SyntheaSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A population that software which nobody here wrote has made, from its files to patient_360. */
class SyntheaLakeTest {

  /** Derived tables that patient_360 reads, and itself. */
  private static final Set<String> DERIVED =
      Set.of(
          "active_conditions",
          "medication_history",
          "vitals_normalized",
          "hospital_stays",
          "provider_attribution",
          "patient_360");

  private static CommandRun run;
  private static Map<String, TableRunRow> tables;
  private static Map<String, Long> warnings;
  private static Map<String, Long> quarantined;

  @BeforeAll
  static void importAndRun(@TempDir Path folder) throws IOException {
    Path export = folder.resolve("csv");
    String home = folder.resolve("lake").toString();
    SyntheaSample.unpack(export);
    assertThat(CommandRun.lake("init", "--home", home).exitCode()).isZero();
    CommandRun imported = CommandRun.lake("import", "synthea", export.toString(), "--home", home);
    assertThat(imported.exitCode()).as(imported.err()).isZero();
    run =
        CommandRun.lake(
            "run", "daily", "--home", home, "--tables", String.join(",", wanted()), "--strict");
    try (OpenLake lake = OpenLake.open(LakeConfig.at(Path.of(home)))) {
      tables =
          lake.ops().read(OpsTable.TABLE_RUNS).stream()
              .collect(Collectors.toMap(TableRunRow::tableName, Function.identity()));
      warnings =
          lake.ops().read(OpsTable.QUALITY_METRICS).stream()
              .filter(row -> row.kind().equals("warning"))
              .collect(
                  Collectors.toMap(
                      row -> row.tableName() + " " + row.checkName(),
                      row -> row.value().longValue()));
      quarantined =
          new Quarantine(lake)
              .reasons().stream()
                  .collect(
                      Collectors.toMap(
                          reason -> reason.table() + " " + reason.rule(),
                          Quarantine.Reason::events));
    }
  }

  /** All sources, because tables check their references, and what leads to patient_360. */
  private static Set<String> wanted() {
    Catalog catalog = new CatalogLoader().loadBundled();
    Set<String> wanted = new TreeSet<>(catalog.sources().keySet());
    wanted.addAll(DERIVED);
    return wanted;
  }

  @Test
  void everyTableIsPublished() {
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(tables.values())
        .allSatisfy(
            table -> assertThat(table.status()).as(table.tableName()).isEqualTo("PUBLISHED"));
    assertThat(tables.keySet()).containsAll(DERIVED);
  }

  @Test
  void silverHoldsEveryImportedRowThatIsNotInQuarantine() {
    Map<String, Long> rows = new TreeMap<>();
    tables.values().stream()
        .filter(table -> table.layer().equals("silver") && table.eventsIn() != null)
        .forEach(
            table -> {
              rows.put(table.tableName(), table.rowCount());
              assertThat(table.rowCount() + table.quarantined())
                  .as(table.tableName())
                  .isEqualTo(table.eventsIn());
            });
    assertThat(rows)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("admissions", 11L),
                Map.entry("appointments", 112L),
                Map.entry("claims", 100L),
                Map.entry("clinical_assessments", 48L),
                Map.entry("diagnoses", 53L),
                Map.entry("facilities", 13L),
                Map.entry("immunizations", 48L),
                Map.entry("insurance_policies", 26L),
                Map.entry("lab_orders", 379L),
                Map.entry("lab_results", 379L),
                Map.entry("payers", 10L),
                Map.entry("prescriptions", 67L),
                Map.entry("procedures", 75L),
                Map.entry("provider_affiliations", 13L),
                Map.entry("providers", 13L),
                Map.entry("screenings", 27L),
                Map.entry("social_determinants", 33L),
                Map.entry("users", 4L),
                Map.entry("vitals", 173L)));
  }

  @Test
  void fourPeopleHaveNoValueThatCannotBeTrue() {
    assertThat(quarantined).isEmpty();
  }

  @Test
  void whatAnotherSystemLeavesOutIsKeptAndCounted() {
    assertThat(warnings)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "claims policy_named", 24L,
                "prescriptions frequency_stated", 67L,
                "provider_affiliations start_stated", 2L,
                "providers pattern(npi)", 13L));
  }

  @Test
  void everyPatientIsInPatient360() {
    assertThat(tables.get("patient_360").rowCount()).isEqualTo(4);
  }
}
