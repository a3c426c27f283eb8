package io.healthfinance.lakehouse.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.cli.CommandRun;
import io.healthfinance.lakehouse.cli.run.LakeClock;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.pipeline.Outcome;
import io.healthfinance.lakehouse.pipeline.Pipeline;
import io.healthfinance.lakehouse.pipeline.Progress;
import io.healthfinance.lakehouse.pipeline.RunReport;
import io.healthfinance.lakehouse.pipeline.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * No SSN, phone number, e-mail address or full name of a person of the demo in anything that people
 * read who may not see rows: logs, what commands print about runs, reports, records of runs,
 * quarantine, error messages. Failures that meet such values are provoked first.
 */
@ExtendWith(PlayedDemo.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersonalDataTest {

  private static final String FAILING_SELECT =
      "SELECT user_id, cast(email AS int) AS number FROM ${users}";
  private static final String FAILING_TABLE =
      """
      table: failing_table
      description: Takes an address for a number.
      grain: one row per account
      key: [user_id]
      inputs: {users: fresh}
      columns:
        user_id: {type: string, sources: [users.user_id], description: Account.}
        number: {type: int, sources: [users.email], pii: none, pii_reason: Always fails., description: No number.}
      checks:
        - {name: one_row_per_account, kind: unique, columns: [user_id]}
      """;

  private DemoLake lake;
  private Set<String> secrets;
  private Outcome failed;
  private CommandRun failedQuery;

  @BeforeAll
  void failInFrontOfPersonalData(DemoLake lake, @TempDir Path directory) throws IOException {
    this.lake = lake;
    secrets = secrets(lake.duck());
    failed = runFailingTable(directory);
    failedQuery = lake.tried("sql", "--debug", "SELECT cast(email AS int) FROM silver.users");
  }

  @AfterAll
  void stopEngine() {
    DemoLake.stopEngine();
  }

  /** A derived table whose SELECT meets values that it cannot cast. */
  private Outcome runFailingTable(Path directory) throws IOException {
    Path bundled = Path.of(System.getProperty("lake.repo")).resolve("catalog");
    for (String kind : List.of("tables", "silver", "gold", "reference")) {
      Path folder = Files.createDirectories(directory.resolve(kind));
      try (Stream<Path> files = Files.list(bundled.resolve(kind))) {
        for (Path file : files.toList()) {
          Files.copy(file, folder.resolve(file.getFileName().toString()));
        }
      }
    }
    Files.writeString(directory.resolve("gold/failing_table.sql"), FAILING_SELECT);
    Files.writeString(directory.resolve("gold/failing_table.yaml"), FAILING_TABLE);
    RunReport report =
        new Pipeline(
                lake.config(),
                new CatalogLoader().load(directory),
                new LakeClock(lake.config()).clock(),
                Progress.NONE)
            .run(RunRequest.daily().withTables(Set.of("failing_table")));
    return report.withStatus(Outcome.Status.FAILED).get(0);
  }

  private static Set<String> secrets(DuckLake duck) {
    Set<String> secrets = new TreeSet<>();
    for (String image : List.of("before", "after")) {
      for (List<String> person :
          duck.rows(
              "SELECT DISTINCT %1$s.ssn, %1$s.phone, %1$s.email, %1$s.first_name || ' ' || %1$s.last_name, %1$s.last_name || ', ' || %1$s.first_name FROM landing.users"
                  .formatted(image))) {
        person.stream()
            .filter(value -> value != null && value.length() >= 7)
            .map(value -> value.toLowerCase(Locale.ROOT))
            .forEach(secrets::add);
      }
    }
    return secrets;
  }

  private void holdsNoSecret(String place, String text) {
    String lower = text.toLowerCase(Locale.ROOT);

    // The message must not repeat what was found: it would be printed.
    assertThat(secrets.stream().filter(lower::contains).count())
        .as("personal values in %s", place)
        .isZero();
  }

  @Test
  void thereArePeopleToLookFor() {
    assertThat(secrets).hasSizeGreaterThan(150);
    assertThat(secrets.stream().filter(secret -> secret.contains("@")).count()).isPositive();
    assertThat(secrets.stream().filter(s -> s.matches("\\d{3}-\\d{2}-\\d{4}")).count())
        .isPositive();
  }

  @Test
  void provokedFailuresSayWhatWentWrongWithoutTheValue() {
    assertThat(failed.message()).contains("CAST_INVALID_INPUT", "AS int)");
    holdsNoSecret("the message of the failed table", failed.message());
    assertThat(failedQuery.exitCode()).isNotZero();
    assertThat(failedQuery.err()).contains("CAST_INVALID_INPUT", "\tat org.apache.spark");
    holdsNoSecret("the error of the failed query", failedQuery.err());
  }

  @Test
  void logsHoldNoPersonalValue() throws IOException {
    String log = lake.captured().log();

    assertThat(log)
        .as("the log holds the failures, with their traces")
        .contains("gold.failing_table failed", "CAST_INVALID_INPUT", "\tat org.apache.spark");
    holdsNoSecret("the log", log);
  }

  @Test
  void whatRunsPrintHoldsNoPersonalValue() {
    assertThat(lake.told()).contains("silver.risk_scores", "blocked: ");
    holdsNoSecret("what the commands said", lake.told());
    holdsNoSecret("standard output and error", lake.captured().printed());
  }

  @Test
  void reportsHoldNoPersonalValue() throws IOException {
    List<Path> reports = new ArrayList<>();
    try (Stream<Path> files = Files.walk(lake.config().path(Setting.REPORTS))) {
      files.filter(Files::isRegularFile).forEach(reports::add);
    }

    assertThat(reports).isNotEmpty();
    for (Path report : reports) {
      holdsNoSecret(report.getFileName().toString(), Files.readString(report));
    }
  }

  @Test
  void recordsOfRunsAndQuarantineHoldNoPersonalValue() throws IOException {
    try (DuckLake now = DuckLake.open(lake.config(), lake.catalog(), lake.truth())) {
      Map<String, Long> rows = new TreeMap<>();
      for (List<String> table :
          now.rows(
              "SELECT schema_name, view_name FROM duckdb_views()"
                  + " WHERE schema_name IN ('ops', 'quarantine') ORDER BY ALL")) {
        String name = table.get(0) + ".\"" + table.get(1) + "\"";
        List<List<String>> all = now.rows("SELECT t::VARCHAR FROM " + name + " t");
        rows.merge(table.get(0), (long) all.size(), Long::sum);
        StringBuilder text = new StringBuilder();
        all.forEach(row -> text.append(row.get(0)).append('\n'));
        holdsNoSecret(name, text.toString());
      }
      assertThat(rows.get("ops")).isGreaterThan(1_000L);
      assertThat(rows.get("quarantine")).isPositive();
      assertThat(now.number("SELECT count(*) FROM ops.alerts WHERE kind = 'FAILED'")).isPositive();
      assertThat(now.number("SELECT count(*) FROM ops.alerts WHERE kind = 'GATE_FAILURE'"))
          .isPositive();
      assertThat(now.number("SELECT count(*) FROM ops.rejected_files")).isPositive();
    }
  }
}
