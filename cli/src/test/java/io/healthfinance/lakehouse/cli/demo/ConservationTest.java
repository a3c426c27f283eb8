package io.healthfinance.lakehouse.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.util.List;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No event is lost and none is counted twice, in any run of any table. */
@ExtendWith(PlayedDemo.class)
class ConservationTest {

  private static final String CLASSES =
      "applied + superseded + duplicate + stale + delete_applied + delete_stale + quarantined"
          + " + control";

  @Test
  void everyEventOfEveryRunIsInExactlyOneClass(DemoLake lake) {
    String counted = "FROM ops.table_runs WHERE events_in IS NOT NULL";

    assertThat(lake.duck().number("SELECT count(DISTINCT table_name) " + counted))
        .isEqualTo(
            lake.catalog().sources().keySet().stream()
                .filter(table -> lake.duck().has("landing", table))
                .count());
    assertThat(
            lake.duck()
                .rows(
                    "SELECT run_id, table_name, events_in, "
                        + CLASSES
                        + " AS fates "
                        + counted
                        + " AND (fates IS NULL OR fates <> events_in)"))
        .isEmpty();
  }

  @Test
  void publishedRunsOfATableAddUpToWhatLandedAndToWhatBronzeHolds(DemoLake lake) {
    try (LakeCatalog catalog = LakeCatalog.open(lake.config())) {
      for (String table : lake.catalog().sources().keySet()) {
        long moved =
            lake.duck()
                .number(
                    "SELECT coalesce(sum(events_in), 0) FROM ops.table_runs WHERE layer = 'silver'"
                        + " AND status = 'PUBLISHED' AND table_name = '"
                        + table
                        + "'");

        assertThat(moved).as("events of bronze.%s", table).isEqualTo(bronzeRows(catalog, table));
        assertThat(moved)
            .as("events of %s that landed", table)
            .isEqualTo(landed(lake.duck(), table));
      }
    }
  }

  private static long landed(DuckLake duck, String table) {
    return duck.has("landing", table)
        ? duck.number("SELECT count(*) FROM landing.\"" + table + "\"")
        : 0;
  }

  private static long bronzeRows(LakeCatalog catalog, String table) {
    return catalog
        .find("bronze", table)
        .map(Table::currentSnapshot)
        .map(snapshot -> snapshot.summary().get(SnapshotSummary.TOTAL_RECORDS_PROP))
        .map(Long::parseLong)
        .orElse(0L);
  }

  @Test
  void everyRunContinuesWhereThePublishedOneBeforeItEnded(DemoLake lake) {
    List<List<String>> gaps =
        lake.duck()
            .rows(
                """
                WITH published AS (
                  SELECT table_name, bronze_from, bronze_to, recorded_at,
                         lag(bronze_to) OVER (PARTITION BY table_name ORDER BY recorded_at) AS before
                  FROM ops.table_runs
                  WHERE layer = 'silver' AND status = 'PUBLISHED' AND bronze_to IS NOT NULL
                )
                SELECT table_name, bronze_from, before FROM published
                WHERE before IS NOT NULL AND bronze_from <> before
                """);

    assertThat(gaps).isEmpty();
  }

  @Test
  void everyTableOfTheCatalogExistsAlthoughAServiceSentNothing(DemoLake lake) {
    for (String table : lake.catalog().sources().keySet()) {
      assertThat(lake.duck().has("silver", table)).as("silver.%s", table).isTrue();
    }
    for (String table : DemoLake.GOLD) {
      assertThat(lake.duck().has("gold", table)).as("gold.%s", table).isTrue();
    }
    assertThat(lake.duck().has("landing", "fraud_alerts"))
        .as("the demo has a service that sent nothing, or this proves nothing")
        .isFalse();
  }

  @Test
  void rowCountsOfTheLastRunAreWhatReadersSee(DemoLake lake) {
    List<List<String>> last =
        lake.duck()
            .rows(
                """
                SELECT layer, table_name, max_by(row_count, recorded_at) FROM ops.table_runs
                WHERE status = 'PUBLISHED' GROUP BY ALL
                """);

    assertThat(last).hasSizeGreaterThan(50);
    for (List<String> table : last) {
      String name = table.get(0) + ".\"" + table.get(1) + "\"";
      assertThat(lake.duck().number("SELECT count(*) FROM " + name))
          .as(name)
          .isEqualTo(Long.parseLong(table.get(2)));
    }
  }

  @Test
  void theBadBatchWasStoppedUntilTheOperatorReleasedIt(DemoLake lake) {
    String table = DemoWorld.BAD_TABLE;
    List<List<String>> runs =
        lake.duck()
            .rows(
                "SELECT status, gate, snapshot_id, previous_snapshot_id, message FROM"
                    + " ops.table_runs WHERE layer = 'silver' AND table_name = '"
                    + table
                    + "' ORDER BY recorded_at DESC");

    List<String> released = runs.get(0);
    assertThat(released).startsWith("PUBLISHED", "RELEASED");
    assertThat(released.get(3)).isEqualTo(Long.toString(lake.snapshotBeforeRelease()));
    List<String> blocked = runs.get(1);
    assertThat(blocked).startsWith("BLOCKED", "FAIL");
    assertThat(blocked.get(4)).contains("quarantine", table);
    List<String> good =
        runs.stream()
            .skip(1)
            .filter(run -> run.get(0).equals("PUBLISHED"))
            .findFirst()
            .orElseThrow();
    assertThat(good.get(2)).isEqualTo(Long.toString(lake.snapshotBeforeRelease()));
    assertThat(lake.duck().rows("SELECT action, table_name, reason FROM ops.operator_actions"))
        .containsExactly(List.of("release", table, "confirmed with the risk team"));
  }
}
