package io.healthfinance.lakehouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.ops.AlertRow;
import io.healthfinance.lakehouse.ops.OperatorActionRow;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.QualityScoreRow;
import io.healthfinance.lakehouse.ops.SourceEpochRow;
import io.healthfinance.lakehouse.ops.TableRunRow;
import io.healthfinance.lakehouse.pipeline.Outcome.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two tables, of which one refers to the other, and hours in which nothing happens to one or both:
 * one story, whose states the tests look at.
 */
class RestingTablesTest {

  private static final String DOSES =
      ChangeFile.CONTRACT.replace("freshness: none", "freshness: 6h");

  private static final String PILLS =
      ChangeFile.CONTRACT
          .replace("table: doses", "table: pills")
          .replace("status: {type: string,", "status: {type: string, references: doses.dose_id,");

  private static DoseLake lake;
  private static QualityScoreRow lakeAfterBoth;
  private static QualityScoreRow lakeAfterDoses;
  private static String pageAfterDoses;
  private static RunReport blocked;
  private static RunReport stillBlocked;
  private static Map<String, Set<String>> restingIf;
  private static RunReport lateInTheDay;
  private static List<TableRunRow> rowsWhileResting;
  private static List<AlertRow> alertsWhileResting;
  private static RunReport parentsCame;
  private static List<AlertRow> freshnessAfterAll;

  @BeforeAll
  static void live(@TempDir Path home) throws IOException {
    lake =
        new DoseLake(
            home, Map.of("doses", DOSES, "pills", PILLS), Instant.parse("2026-03-02T00:30:00Z"));
    lake.land(Map.of("doses", rows("k", "NEW", 0), "pills", rows("p", "k0", 1)));
    lakeAfterBoth = newestLakeScore();
    RunReport dosesMoved = lake.land(Map.of("doses", rows("m", "NEW", 0)));
    lakeAfterDoses = newestLakeScore();
    pageAfterDoses =
        Files.readString(home.resolve("reports/quality-" + dosesMoved.runId() + ".html"));
    blocked = lake.land(Map.of("pills", rows("q", "z0", 0)));
    restingIf = restingIf();
    stillBlocked = lake.run(RunRequest.hourly());
    lake.passHours(7);
    lateInTheDay = lake.run(RunRequest.hourly());
    lake.passHours(1);
    lake.run(RunRequest.hourly());
    rowsWhileResting = lake.tableRuns();
    alertsWhileResting = lake.records(OpsTable.ALERTS);
    decide("pills", Instant.parse("2026-03-02T11:50:00Z"));
    restingIf.put("an operator decided", resting(lake.contract("pills")));
    parentsCame = lake.land(Map.of("doses", rows("z", "NEW", 0)));
    lake.passHours(8);
    lake.run(RunRequest.hourly());
    freshnessAfterAll = alerts(lake.records(OpsTable.ALERTS), "FRESHNESS");
  }

  @AfterAll
  static void close() {
    lake.close();
  }

  @Test
  void theScoreOfTheLakeSpeaksOfTheTablesThatRestedToo() {
    assertThat(lakeAfterBoth.rowCount()).isEqualTo(119);
    assertThat(lakeAfterDoses.rowCount()).isEqualTo(179);
    // Validity: pills 59 of 60 when they last came, doses all; two tables weigh the same.
    assertThat(lakeAfterDoses.validity()).isBetween(99.16, 99.17);
    assertThat(pageAfterDoses).contains("silver.pills", "silver.doses");
  }

  @Test
  void whatTheGateStoppedIsNotComputedAgainWhileNothingChanges() {
    assertThat(blocked.withStatus(Status.BLOCKED)).hasSize(1);
    assertThat(stillBlocked.nothingNew()).isTrue();
    assertThat(stillBlocked.succeeded()).isFalse();
    assertThat(stillBlocked.withStatus(Status.BLOCKED))
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.qualified()).isEqualTo("silver.pills");
              assertThat(outcome.message())
                  .startsWith("Still blocked, nothing has changed since 2026-03-02T03:30:03Z: ")
                  .endsWith(blocked.heldBack().get(0).message());
            });
    assertThat(rowsWhileResting)
        .filteredOn(row -> row.status().equals("BLOCKED"))
        .extracting(TableRunRow::runId)
        .containsExactly(blocked.runId());
  }

  @Test
  void whateverTheVerdictCameFromMayChangeIt() {
    assertThat(restingIf.get("nothing changed")).containsExactly("pills");
    assertThat(restingIf.get("another limit")).isEmpty();
    assertThat(restingIf.get("another rule")).isEmpty();
    assertThat(restingIf.get("parents move")).isEmpty();
    assertThat(restingIf.get("an operator decided about another table")).containsExactly("pills");
    assertThat(restingIf.get("an operator decided")).isEmpty();
    assertThat(restingIf.get("an epoch of another source")).containsExactly("pills");
  }

  @Test
  void aBacklogIsToldOnceItIsOld() {
    assertThat(alerts(alertsWhileResting, "BACKLOG_AGE"))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.runId()).isEqualTo(lateInTheDay.runId());
              assertThat(alert.tableName()).isEqualTo("pills");
              assertThat(alert.message()).contains("silver.pills", "7 h", "./lake release pills");
            });
    assertThat(alerts(alertsWhileResting, "GATE_FAILURE"))
        .extracting(AlertRow::runId)
        .containsExactly(blocked.runId());
  }

  @Test
  void aFeedThatGoesQuietIsToldOnceUntilItLandsAgain() {
    assertThat(alerts(alertsWhileResting, "FRESHNESS"))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.runId()).isEqualTo(lateInTheDay.runId());
              assertThat(alert.tableName()).isEqualTo("silver.doses");
              assertThat(alert.message())
                  .isEqualTo(
                      "The newest landing of silver.doses is 7 h 30 min old; 6 h is promised.");
            });
    assertThat(freshnessAfterAll).hasSize(2);
  }

  @Test
  void aTableIsTriedAgainWhenItsParentsCome() {
    assertThat(parentsCame.succeeded()).isTrue();
    assertThat(parentsCame.withStatus(Status.PUBLISHED))
        .extracting(Outcome::table)
        .containsExactlyInAnyOrder("doses", "pills");
  }

  /** Sixty new rows; the first ones are rejected. */
  private static List<Change> rows(String key, String status, int bad) {
    int lsn = 1000 * key.charAt(0);
    return IntStream.range(0, 60)
        .mapToObj(i -> Change.upsert("c", 0, lsn + i, key + i, status, i < bad ? 500 : 7))
        .toList();
  }

  private static Map<String, Set<String>> restingIf() throws IOException {
    TableContract doses = lake.contract("doses");
    TableContract pills = lake.contract("pills");
    Map<String, Set<String>> resting = new HashMap<>();
    resting.put("nothing changed", resting(pills));
    resting.put("parents move", resting(pills, doses));
    lake.describe(Map.of("pills", PILLS + "orphan_limit: 1\n"));
    resting.put("another limit", resting(lake.contract("pills")));
    lake.describe(Map.of("pills", PILLS.replace("[0, 100]", "[0, 99]")));
    resting.put("another rule", resting(lake.contract("pills")));
    lake.describe(Map.of("pills", PILLS));
    Instant later = Instant.parse("2026-03-02T03:31:00Z");
    lake.decide(
        (catalog, ops) ->
            ops.append(
                OpsTable.SOURCE_EPOCHS,
                List.of(new SourceEpochRow("another_database", later, "failover", later))));
    resting.put("an epoch of another source", resting(pills));
    decide("doses", later);
    resting.put("an operator decided about another table", resting(pills));
    return resting;
  }

  private static void decide(String table, Instant at) {
    lake.decide(
        (catalog, ops) ->
            ops.append(
                OpsTable.OPERATOR_ACTIONS,
                List.of(new OperatorActionRow("release", table, null, "r", "o", null, at))));
  }

  private static Set<String> resting(TableContract... news) {
    Set<String> resting = new TreeSet<>();
    lake.decide(
        (catalog, ops) ->
            resting.addAll(new StillBlocked(catalog, ops).among(List.of(news)).keySet()));
    return resting;
  }

  private static QualityScoreRow newestLakeScore() {
    return lake.records(OpsTable.QUALITY_SCORES).stream()
        .filter(row -> row.layer() == null)
        .max(Comparator.comparing(QualityScoreRow::recordedAt))
        .orElseThrow();
  }

  private static List<AlertRow> alerts(List<AlertRow> all, String kind) {
    return Stream.of(all).flatMap(List::stream).filter(row -> row.kind().equals(kind)).toList();
  }
}
