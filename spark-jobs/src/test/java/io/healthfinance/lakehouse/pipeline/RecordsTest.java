package io.healthfinance.lakehouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.bronze.BronzeResult;
import io.healthfinance.lakehouse.bronze.BronzeRun;
import io.healthfinance.lakehouse.bronze.SchemaDrift;
import io.healthfinance.lakehouse.operations.ContractLag;
import io.healthfinance.lakehouse.ops.AlertRow;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.QualityMetricRow;
import io.healthfinance.lakehouse.ops.QualityScoreRow;
import io.healthfinance.lakehouse.ops.TableRunRow;
import io.healthfinance.lakehouse.pipeline.Outcome.Status;
import io.healthfinance.lakehouse.pipeline.RunRequest.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a lake says of itself: its contract becomes stricter, landing files are unfit, a table
 * cannot move.
 */
class RecordsTest {

  private static final String STRICTER =
      ChangeFile.CONTRACT
          .replace("range: [0, 100]", "range: [0, 50]")
          .replace("freshness: none", "freshness: 6h");

  /** Half past two of the day on which the hours land, in the second epoch. */
  private static final long HALF_PAST_TWO = Duration.ofHours(25).plusMinutes(30).toSeconds();

  private static OneTableLake lake;
  private static List<ContractLag> lagBefore;
  private static List<ContractLag> lagAfterTightening;
  private static List<ContractLag> lagAfterReplay;
  private static RunReport daily;
  private static RunReport replay;
  private static RunReport failed;
  private static QualityMetricRow rule;
  private static long rowsWhileLagging;
  private static long rowsAfterReplay;

  @BeforeAll
  static void live(@TempDir Path home) throws IOException {
    lake = new OneTableLake(home);
    lake.land(doses(0, 60, 2, 100));
    lagBefore = lag();
    lake.describe(STRICTER);
    lake.deliver(doses(60, 10, 0, HALF_PAST_TWO));
    unfit("old.parquet", Instant.parse("2026-03-01T00:00:00Z"));
    unfit("young.parquet", Instant.now());
    Files.createDirectories(lake.landing().resolve("dozes/2026/03/02/hour=02"));
    daily = lake.run(RunRequest.daily());
    lagAfterTightening = lag();
    rowsWhileLagging = rows();
    rule = newestMetric("range(amount)");
    replay = lake.run(RunRequest.hourly().withFullRefresh(true));
    lagAfterReplay = lag();
    rowsAfterReplay = rows();
    lake.deliver(doses(70, 10, 0, HALF_PAST_TWO));
    lake.run(RunRequest.hourly(), Set.of(Layer.BRONZE));
    Files.delete(lake.landed());
    failed = lake.run(RunRequest.hourly(), Set.of(Layer.SILVER));
    lake.decide(
        (catalog, ops) ->
            new BronzeAlerts(new RunLog(ops, lake.nextMoment(), "by-hand"), ops)
                .tell(drifted(), List.of("by-hand")));
  }

  @AfterAll
  static void close() {
    lake.close();
  }

  @Test
  void aStricterRuleDoesNotStopRowsThatAnOlderContractJudged() {
    assertThat(lagBefore).isEmpty();
    assertThat(daily.heldBack()).isEmpty();
    assertThat(rowsWhileLagging).isEqualTo(70);
    assertThat(lagAfterTightening).extracting(ContractLag::table).containsExactly("doses");
    assertThat(rule.passed()).isTrue();
    assertThat(rule.value()).isEqualTo(68 / 70.0);
    assertThat(rule.message()).contains("older contract", "./lake replay doses");
  }

  @Test
  void aReplayJudgesAllEventsByTheStricterRuleAndEndsTheLag() {
    assertThat(replay.heldBack()).isEmpty();
    assertThat(rowsAfterReplay).isEqualTo(68);
    assertThat(lagAfterReplay).isEmpty();
    assertThat(newestMetric("range(amount)").value()).isEqualTo(1);
  }

  @Test
  void aLandingIsInTimeWhenItsNewestChangeIsFresh() {
    // Without a promise there is nothing to keep; then one hour in time, then it and a late one.
    assertThat(timeliness()).containsExactly(null, 100.0, 50.0);
  }

  @Test
  void aTableThatCannotMoveHasItsRowWithTheReason() {
    assertThat(failed.withStatus(Status.FAILED)).hasSize(1);
    TableRunRow row =
        lake.tableRuns().stream().max(Comparator.comparing(TableRunRow::recordedAt)).orElseThrow();
    assertThat(row.status()).isEqualTo("FAILED");
    assertThat(row.runId()).isEqualTo(failed.runId());
    assertThat(row.message()).isEqualTo(failed.heldBack().get(0).message()).isNotBlank();
    assertThat(row.snapshotId()).isNull();
    assertThat(alerts("FAILED")).hasSize(1);
  }

  @Test
  void whatBronzeFoundIsTold() {
    assertThat(alerts("FILES_REJECTED")).singleElement().asString().contains("1 EMPTY_FILE");
    assertThat(alerts("SCHEMA_DRIFT")).singleElement().asString().contains("flavour", "string");
    assertThat(alerts("BRONZE_FAILED")).containsExactly("Table doses could not be registered.");
  }

  @Test
  void whatStaysAsItIsIsToldOnce() {
    assertThat(alerts("FILES_PENDING")).singleElement().asString().contains("young.parquet");
    assertThat(alerts("UNKNOWN_FOLDER"))
        .singleElement()
        .asString()
        .contains("dozes", "catalog/tables/dozes.yaml");
  }

  private static BronzeRun drifted() {
    return new BronzeRun(
        List.of(
            new BronzeResult(
                "doses",
                0,
                0,
                0,
                Optional.empty(),
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(new SchemaDrift("doses", "flavour", "string", "part-9.parquet")),
                Optional.of("Table doses could not be registered."))),
        List.of("dozes"));
  }

  /** New rows, the first of them with an amount that only the first contract allows. */
  private static List<Change> doses(int first, int count, int large, long lsn) {
    int epoch = lsn < HALF_PAST_TWO ? 0 : 1;
    return IntStream.range(first, first + count)
        .mapToObj(
            i -> Change.upsert("c", epoch, lsn + i, "k" + i, "NEW", i < first + large ? 60 : 7))
        .toList();
  }

  private static void unfit(String name, Instant changed) throws IOException {
    Path file = lake.landing().resolve("doses/2026/03/02/hour=02").resolve(name);
    Files.writeString(file, "");
    Files.setLastModifiedTime(file, FileTime.from(changed));
  }

  private static List<ContractLag> lag() {
    List<ContractLag> lag = new ArrayList<>();
    lake.decide(
        (catalog, ops) -> lag.addAll(ContractLag.of(catalog, lake.catalog().sources().values())));
    return lag;
  }

  private static QualityMetricRow newestMetric(String check) {
    return lake.records(OpsTable.QUALITY_METRICS).stream()
        .filter(row -> row.checkName().equals(check))
        .max(Comparator.comparing(QualityMetricRow::recordedAt))
        .orElseThrow();
  }

  private static long rows() {
    return lake.spark().table("lake.silver.doses").count();
  }

  private static List<Double> timeliness() {
    return lake.records(OpsTable.QUALITY_SCORES).stream()
        .filter(row -> "doses".equals(row.tableName()) && row.columnName() == null)
        .sorted(Comparator.comparing(QualityScoreRow::recordedAt))
        .map(QualityScoreRow::timeliness)
        .toList();
  }

  private static List<String> alerts(String kind) {
    return lake.records(OpsTable.ALERTS).stream()
        .filter(row -> row.kind().equals(kind))
        .map(AlertRow::message)
        .toList();
  }
}
