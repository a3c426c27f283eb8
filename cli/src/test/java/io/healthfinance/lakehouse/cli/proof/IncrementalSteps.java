package io.healthfinance.lakehouse.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.datagen.dirt.DirtRates;
import io.healthfinance.lakehouse.pipeline.Outcome;
import io.healthfinance.lakehouse.pipeline.Outcome.Status;
import io.healthfinance.lakehouse.pipeline.RunReport;
import io.healthfinance.lakehouse.runtime.SparkSessions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * Steps of a lake of a {@link RestlessWorld}, many of whose events land late, out of order or
 * twice; and what must hold after each step.
 */
final class IncrementalSteps {

  private static final Duration HISTORY = Duration.ofDays(100);

  /** The disturbances begin before the first step, so that it sees some of them end. */
  private static final Duration AHEAD = Duration.ofHours(4);

  private static final DirtRates LATE_AND_TWICE =
      new DirtRates(0.02, 0.05, 0.05, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "", "");

  private static final String A_DAY_BEFORE = " < (source.ts_ms - 86400000) * 1000";
  private static final List<String> HARD_CHANGES =
      List.of(
          "lab_results WHERE op = 'u' AND after.result_status = 'CORRECTED'",
          "vitals WHERE op = 'd'",
          "diagnoses WHERE op = 'd'",
          "admissions WHERE op = 'd'",
          "vitals WHERE op = 'c' AND after.measured_at" + A_DAY_BEFORE,
          "admissions WHERE op = 'c' AND after.admitted_at" + A_DAY_BEFORE);

  private final SteppingLake lake;
  private final Set<String> refreshedByKey = new TreeSet<>();

  /**
   * @param derived the derived tables that move; empty for all whose inputs do
   */
  IncrementalSteps(Path home, Collection<String> sources, Set<String> derived) {
    lake = new SteppingLake(home, sources, derived);
  }

  /** Generates a world that can be stepped through from {@code start} to {@code to}. */
  void generate(int patients, Instant start, Instant to) throws IOException {
    Instant live = start.minus(AHEAD);
    lake.generate(
        patients,
        start.minus(HISTORY),
        live,
        to,
        LATE_AND_TWICE,
        world -> new RestlessWorld(world, patients, live, to));
  }

  /** Moves an hour; tables that follow their inputs by key are what computing them whole gives. */
  void hourly(Instant asOf) throws IOException {
    RunReport report = lake.hourly(asOf);
    WholeTables whole = requireMoved(report);
    Set<String> moved =
        report.withStatus(Status.PUBLISHED).stream()
            .map(Outcome::qualified)
            .collect(Collectors.toSet());
    for (SqlTable table : lake.refreshed()) {
      if (moved.contains(table.qualified())) {
        requireSameAsWhole(whole, table, asOf);
        if (whole.isRefreshedByKey(table)) {
          refreshedByKey.add(table.table());
        }
      }
    }
  }

  /** Moves a day; every derived silver and gold table is what computing it whole gives. */
  void daily(Instant asOf) throws IOException {
    WholeTables whole = requireMoved(lake.daily(asOf));
    for (SqlTable table : lake.derived()) {
      requireSameAsWhole(whole, table, asOf);
    }
  }

  private static void requireSameAsWhole(WholeTables whole, SqlTable table, Instant asOf) {
    assertThat(whole.differences(table)).as("%s at %s", table.qualified(), asOf).isEmpty();
  }

  private WholeTables requireMoved(RunReport report) {
    assertThat(report.heldBack()).as("held back at %s", report.asOf()).isEmpty();
    assertThat(report.succeeded()).isTrue();
    return new WholeTables(lake.config(), SparkSession.getDefaultSession().get());
  }

  /** Every table that can be refreshed by key was, in some hour. */
  void requireAllRefreshedByKey() {
    assertThat(refreshedByKey)
        .containsExactlyInAnyOrderElementsOf(
            lake.refreshed().stream().map(SqlTable::table).toList());
  }

  /** What makes following the inputs hard did happen since the first step. */
  void requireHardChanges(Instant start) {
    // A run that goes on after its last step has opened none.
    SparkSession spark = SparkSessions.open(lake.config(), "incremental-steps");
    WholeTables lakeNow = new WholeTables(lake.config(), spark);
    String since = " AND source.ts_ms >= " + start.toEpochMilli();
    HARD_CHANGES.stream()
        .filter(change -> lake.moves(change.substring(0, change.indexOf(' '))))
        .forEach(
            change ->
                assertThat(lakeNow.number("SELECT count(*) FROM lake.bronze." + change + since))
                    .as(change)
                    .isPositive());
  }
}
