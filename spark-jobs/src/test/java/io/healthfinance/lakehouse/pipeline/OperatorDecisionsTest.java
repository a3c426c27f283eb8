package io.healthfinance.lakehouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.healthfinance.lakehouse.bronze.FileExclusion;
import io.healthfinance.lakehouse.operations.Release;
import io.healthfinance.lakehouse.ops.BronzeFileRow;
import io.healthfinance.lakehouse.ops.OperatorActionRow;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.PublishedRow;
import io.healthfinance.lakehouse.ops.TableRunRow;
import io.healthfinance.lakehouse.pipeline.Outcome.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A table that a bad hour stopped is released, taken back, freed of the bad file, and gets the file
 * back: one story, whose states the tests look at.
 */
class OperatorDecisionsTest {

  /**
   * What readers see, and what the records say last.
   *
   * @param rows rows of the published table, its history and its quarantine
   */
  private record State(
      List<Long> rows, long snapshot, long history, TableRunRow lastWord, RunReport report) {}

  private static OneTableLake lake;
  private static String badFile;
  private static State good;
  private static State blocked;
  private static State stillBlocked;
  private static State released;
  private static State afterRelease;
  private static State withdrawn;
  private static State releasedAgain;
  private static State blockedAgain;
  private static State excluded;
  private static State included;

  @BeforeAll
  static void decide(@TempDir Path home) throws IOException {
    lake = new OneTableLake(home);
    good = state(lake.land(doses(0, 60, 0)));
    blocked = state(lake.land(doses(60, 60, 10)));
    lake.passHours(7);
    stillBlocked = state(lake.land(doses(120, 10, 0)));
    badFile = newestFileOf(60);
    decide(release -> release.release("doses", "recall, confirmed", "ana"));
    released = state(null);
    afterRelease = state(lake.run());
    decide(release -> release.withdraw("doses", "another model", "ben"));
    withdrawn = state(null);
    decide(release -> release.release("doses", "it was this one", "ana"));
    releasedAgain = state(null);
    decide(release -> release.withdraw("doses", "it was not", "ben"));
    blockedAgain = state(lake.run());
    files(files -> files.exclude(badFile, "wrong unit", "cleo", "by-hand"));
    excluded = state(lake.run());
    files(files -> files.include(badFile, "unit was right", "cleo", "by-hand"));
    included = state(lake.run());
  }

  @AfterAll
  static void close() {
    lake.close();
  }

  @Test
  void aBadHourStopsTheTableAndReadersSeeWhatTheySaw() {
    assertThat(good.report().succeeded()).isTrue();
    assertThat(blocked.report().withStatus(Status.BLOCKED)).hasSize(1);
    assertThat(blocked.report().heldBack().get(0).message())
        .contains("quarantine_share", "silver.doses", "10 of 60 events");
    assertThat(blocked.snapshot()).isEqualTo(good.snapshot());
    assertThat(blocked.history()).isEqualTo(good.history());
    assertThat(blocked.rows()).startsWith(60L, 60L);
    assertThat(blocked.lastWord().status()).isEqualTo("BLOCKED");
    assertThat(blocked.lastWord().message()).contains("quarantine_share");
  }

  @Test
  void goodDataThatComesLaterWaitsWithTheBadHour() {
    assertThat(stillBlocked.lastWord().status()).isEqualTo("BLOCKED");
    assertThat(stillBlocked.lastWord().eventsIn()).isEqualTo(70);
    assertThat(stillBlocked.lastWord().bronzeFrom()).isEqualTo(blocked.lastWord().bronzeFrom());
    assertThat(stillBlocked.snapshot()).isEqualTo(good.snapshot());
  }

  @Test
  void dataThatIsHeldBackForMoreThanSixHoursRaisesAnAlert() {
    assertThat(lake.records(OpsTable.ALERTS))
        .filteredOn(alert -> alert.kind().equals("BACKLOG_AGE"))
        .first()
        .satisfies(
            alert -> {
              assertThat(alert.runId()).isEqualTo(stillBlocked.report().runId());
              assertThat(alert.message()).contains("silver.doses", "8 h", "./lake release doses");
            });
  }

  @Test
  void aReleasePublishesWhatWaited() {
    assertThat(released.snapshot()).isEqualTo(stillBlocked.lastWord().snapshotId());
    assertThat(released.rows()).containsExactly(120L, 120L, 10L);
    assertThat(released.lastWord().status()).isEqualTo("PUBLISHED");
    assertThat(released.lastWord().gate()).isEqualTo(Release.RELEASED);
    assertThat(released.lastWord().message()).isEqualTo("recall, confirmed");
    assertThat(lake.records(OpsTable.PUBLISHED))
        .extracting(PublishedRow::snapshotId)
        .contains(released.snapshot());
    assertThat(afterRelease.report().nothingNew()).isTrue();
    assertThat(afterRelease.snapshot()).isEqualTo(released.snapshot());
  }

  @Test
  void aReleaseCanBeTakenBackAndDoneAgain() {
    assertThat(withdrawn.snapshot()).isEqualTo(good.snapshot());
    assertThat(withdrawn.history()).isEqualTo(good.history());
    assertThat(withdrawn.rows()).startsWith(60L, 60L);
    assertThat(withdrawn.lastWord().status()).isEqualTo("BLOCKED");
    assertThat(withdrawn.lastWord().gate()).isEqualTo(Release.WITHDRAWN);
    assertThat(releasedAgain.snapshot()).isEqualTo(released.snapshot());
    assertThat(releasedAgain.history()).isEqualTo(released.history());
    assertThat(blockedAgain.snapshot()).isEqualTo(good.snapshot());
    assertThat(blockedAgain.lastWord().eventsIn()).isEqualTo(70);
    assertThat(blockedAgain.lastWord().status()).isEqualTo("BLOCKED");
  }

  @Test
  void anExcludedFileIsLeftOutAndTheRestIsPublished() {
    assertThat(excluded.report().succeeded()).isTrue();
    assertThat(excluded.lastWord().eventsIn()).isEqualTo(10);
    assertThat(excluded.rows()).containsExactly(70L, 70L, 0L);
  }

  @Test
  void anIncludedFileComesBackAndIsJudgedAgain() {
    assertThat(included.report().withStatus(Status.BLOCKED)).hasSize(1);
    assertThat(included.lastWord().eventsIn()).isEqualTo(60);
    assertThat(included.snapshot()).isEqualTo(excluded.snapshot());
  }

  @Test
  void whoDecidedAndWhyIsKept() {
    assertThat(lake.records(OpsTable.OPERATOR_ACTIONS))
        .extracting(
            OperatorActionRow::action,
            OperatorActionRow::tableName,
            OperatorActionRow::file,
            OperatorActionRow::operator,
            OperatorActionRow::reason)
        .containsExactlyInAnyOrder(
            tuple("release", "doses", null, "ana", "recall, confirmed"),
            tuple("withdraw", "doses", null, "ben", "another model"),
            tuple("release", "doses", null, "ana", "it was this one"),
            tuple("withdraw", "doses", null, "ben", "it was not"),
            tuple("exclude", "doses", badFile, "cleo", "wrong unit"),
            tuple("include", "doses", badFile, "cleo", "unit was right"));
  }

  @Test
  void onlyABlockedTableIsReleasedAndOnlyAReleasedOneTakenBack() {
    assertThatThrownBy(() -> decide(release -> release.release("no_table", "typo", "ana")))
        .hasMessageContaining("no_table is not blocked");
    assertThatThrownBy(() -> decide(release -> release.withdraw("doses", "late", "ana")))
        .hasMessageContaining("doses is not a released state")
        .hasMessageContaining("--full-refresh");
  }

  private static void decide(Consumer<Release> decision) {
    lake.decide((catalog, ops) -> decision.accept(new Release(catalog, ops, lake.nextMoment())));
  }

  private static void files(Consumer<FileExclusion> decision) {
    lake.decide(
        (catalog, ops) ->
            decision.accept(new FileExclusion(catalog.iceberg(), ops, lake.nextMoment())));
  }

  private static List<Change> doses(int first, int count, int bad) {
    return IntStream.range(first, first + count)
        .mapToObj(
            i -> Change.upsert("c", 0, 100 + i, "k" + i, "NEW", i < first + bad ? 500 : i % 100))
        .toList();
  }

  private static State state(RunReport report) {
    List<Long> rows = new ArrayList<>();
    for (String table : List.of("silver.doses", "silver.doses_history", "quarantine.doses")) {
      rows.add(lake.spark().table("lake." + table).count());
    }
    return new State(
        rows,
        lake.snapshots().get("silver.doses"),
        lake.snapshots().get("silver.doses_history"),
        lake.tableRuns().stream().max(Comparator.comparing(TableRunRow::recordedAt)).orElseThrow(),
        report);
  }

  private static String newestFileOf(long events) {
    return lake.records(OpsTable.BRONZE_FILES).stream()
        .filter(file -> file.events() == events)
        .max(Comparator.comparing(BronzeFileRow::landingHour))
        .orElseThrow()
        .file();
  }
}
