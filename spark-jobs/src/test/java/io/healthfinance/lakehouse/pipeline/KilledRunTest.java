package io.healthfinance.lakehouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.pipeline.RunProcess.CommitPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that the operating system kills between any two commits leaves nothing that the next run
 * does not put right: every table, and what the lake records of them, ends as if nobody had killed
 * it. The tests are named after the commit point at which the kill hit.
 */
class KilledRunTest {

  /** For every build: each takes some fifteen seconds of a core. */
  private static final List<CommitPoint> OFTEN =
      List.of(
          new CommitPoint("bronze", "after registration"),
          new CommitPoint("doses", "after tombstones"),
          new CommitPoint("doses", "after history"),
          new CommitPoint("doses", "after silver branch"),
          new CommitPoint("silver", "after ops rows"),
          new CommitPoint("doses", "after publish"));

  private static final List<CommitPoint> SELDOM =
      List.of(
          new CommitPoint("bronze", "after file rows"),
          new CommitPoint("doses", "before tombstones"),
          new CommitPoint("doses", "after quarantine"),
          new CommitPoint("doses", "after versions"),
          new CommitPoint("doses", "after companion publish"),
          new CommitPoint("silver", "after published rows"),
          new CommitPoint("dose_states", "after branch"),
          new CommitPoint("silver wave of dose_states", "after ops rows"),
          new CommitPoint("dose_states", "after publish"),
          new CommitPoint("dose_totals", "after branch"),
          new CommitPoint("gold wave of dose_totals", "after ops rows"),
          new CommitPoint("dose_totals", "after publish"),
          new CommitPoint("gold wave of dose_totals", "after published rows"));

  @TempDir static Path directory;

  private static CrashStage increment;

  @BeforeAll
  static void loadOnce() throws IOException {
    increment = new CrashStage(directory.resolve("increment"), 2);
  }

  @AfterAll
  static void close() {
    increment.close();
  }

  @Test
  void theIncrementLeavesSomethingAtEveryCommitPoint() {
    assertThat(increment.undisturbed().rows())
        .hasEntrySatisfying("state.doses", rows -> assertThat(rows).hasSize(2))
        .hasEntrySatisfying("quarantine.doses", rows -> assertThat(rows).hasSize(3))
        .hasEntrySatisfying("state.doses_versions", rows -> assertThat(rows).hasSize(15))
        .hasEntrySatisfying("silver.doses_history", rows -> assertThat(rows).hasSize(12))
        .hasEntrySatisfying("silver.doses", rows -> assertThat(rows).hasSize(5))
        .hasEntrySatisfying("silver.refills", rows -> assertThat(rows).hasSize(5))
        .hasEntrySatisfying("gold.dose_totals", rows -> assertThat(rows).hasSize(2))
        .hasEntrySatisfying("ops.rejected_files", rows -> assertThat(rows).hasSize(2))
        .hasEntrySatisfying("ops.table_runs", rows -> assertThat(rows).hasSize(8))
        .hasEntrySatisfying("ops.published", rows -> assertThat(rows).hasSize(8));
  }

  @TestFactory
  Stream<DynamicTest> anIncrementKilledThereEndsAsIfNobodyHadKilledIt() {
    return killed(increment, OFTEN);
  }

  @Tag("long")
  @TestFactory
  Stream<DynamicTest> anIncrementKilledThereTooEndsAsIfNobodyHadKilledIt() {
    return killed(increment, SELDOM);
  }

  @Tag("long")
  @Test
  void aRunKilledWhileItFinishesAKilledOneEndsAsIfNobodyHadKilledEither()
      throws IOException, InterruptedException {
    increment.kill(
        new CommitPoint("silver", "after ops rows"),
        new CommitPoint("doses", "after recovered publish"),
        new CommitPoint("recovery", "after published rows"),
        new CommitPoint("dose_states", "after branch"));
  }

  @Tag("long")
  @Test
  void aRunKilledOverAndOverEndsAsIfNobodyHadKilledIt() throws IOException, InterruptedException {
    increment.kill(
        new CommitPoint("bronze", "after registration"),
        new CommitPoint("doses", "after versions"),
        new CommitPoint("doses", "after tombstones"),
        new CommitPoint("doses", "after silver branch"),
        new CommitPoint("doses", "after quarantine"));
  }

  @Tag("long")
  @TestFactory
  Stream<DynamicTest> aFirstLoadKilledThereEndsAsIfNobodyHadKilledIt() throws IOException {
    CrashStage firstLoad = new CrashStage(directory.resolve("first"), 1);
    return Stream.concat(killed(firstLoad, OFTEN), killed(firstLoad, SELDOM))
        .onClose(firstLoad::close);
  }

  private static Stream<DynamicTest> killed(CrashStage stage, List<CommitPoint> points) {
    return points.stream()
        .map(point -> DynamicTest.dynamicTest(point.toString(), () -> stage.kill(point)));
  }
}
