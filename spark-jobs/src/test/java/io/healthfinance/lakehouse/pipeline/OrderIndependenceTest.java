package io.healthfinance.lakehouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.ops.TableRunRow;
import io.healthfinance.lakehouse.silver.ReferenceReducer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same events in other orders and other batches end as the same tables. */
class OrderIndependenceTest {

  /** What is known of a lake after the last batch, and of a run that follows it. */
  private record Ending(
      DoseState state,
      Map<String, ReferenceReducer.Served> served,
      Map<String, ReferenceReducer.Served> expected,
      List<RunReport> runs,
      List<TableRunRow> tableRuns,
      RunReport replay,
      Map<String, Long> before,
      Map<String, Long> after) {}

  @TempDir static Path directory;

  private static final Map<String, Ending> ENDINGS = new LinkedHashMap<>();

  @BeforeAll
  static void landInEveryOrder() throws IOException {
    List<Change> all = DirtyDoses.all();
    List<Change> reversed = new ArrayList<>(all);
    Collections.reverse(reversed);
    ENDINGS.put("one batch", end("one", cut(all, 1)));
    ENDINGS.put("newest first", end("reversed", cut(reversed, 2)));
    ENDINGS.put("shuffled in three", end("three", cut(shuffled(7), 3)));
    ENDINGS.put("shuffled in four", end("four", cut(shuffled(11), 4)));
    // What is rejected meets rows that the same batch ends.
    ENDINGS.put(
        "rejected events with the snapshot",
        end(
            "snapshot",
            split(
                change -> change.epoch() == 0,
                change -> change.withHash(0).rejected() || "r".equals(change.op()))));
    // What is rejected comes when all else is there, the newest before the older ones.
    ENDINGS.put(
        "rejected events last",
        end(
            "last",
            split(
                change -> !change.withHash(0).rejected(),
                change -> change.lsn() != null && change.lsn() == 75)));
  }

  @Test
  void everyRunPublishes() {
    ENDINGS.forEach(
        (name, ending) ->
            assertThat(ending.runs())
                .as(name)
                .allSatisfy(
                    report -> assertThat(report.succeeded()).as("%s", report.heldBack()).isTrue()));
  }

  @Test
  void silverIsWhatTheRulesOfOrderSay() {
    ENDINGS.forEach(
        (name, ending) -> assertThat(ending.served()).as(name).isEqualTo(ending.expected()));
    assertThat(ENDINGS.get("one batch").served()).containsOnlyKeys("k2", "k4", "k5");
  }

  @Test
  void rowsDoNotDependOnArrival() {
    DoseState first = ENDINGS.get("one batch").state();
    ENDINGS.forEach(
        (name, ending) -> {
          assertThat(ending.state().silver()).as(name).isEqualTo(first.silver());
          assertThat(ending.state().tombstones()).as(name).isEqualTo(first.tombstones());
          assertThat(ending.state().quarantine()).as(name).isEqualTo(first.quarantine());
        });
    assertThat(first.tombstones()).hasSize(1);
  }

  @Test
  void historyDoesNotDependOnArrival() {
    DoseState first = ENDINGS.get("one batch").state();
    ENDINGS.forEach(
        (name, ending) -> assertThat(ending.state().history()).as(name).isEqualTo(first.history()));
  }

  @Test
  void everyEventIsInExactlyOneClass() {
    ENDINGS.forEach(
        (name, ending) -> {
          assertThat(ending.tableRuns())
              .as(name)
              .isNotEmpty()
              .allSatisfy(row -> assertThat(classes(row)).isEqualTo(row.eventsIn()));
          assertThat(ending.tableRuns().stream().mapToLong(TableRunRow::eventsIn).sum())
              .as(name)
              .isEqualTo(DirtyDoses.all().size());
        });
  }

  @Test
  void runningAgainWithNothingNewWritesNothing() {
    ENDINGS.forEach(
        (name, ending) -> {
          assertThat(ending.replay().nothingNew()).as(name).isTrue();
          assertThat(ending.after()).as(name).isEqualTo(ending.before());
        });
  }

  private static Ending end(String name, List<List<Change>> batches) throws IOException {
    try (DoseLake lake = new DoseLake(directory.resolve(name))) {
      List<RunReport> runs = new ArrayList<>();
      for (List<Change> batch : batches) {
        runs.add(lake.land(batch));
      }
      Map<String, Long> before = lake.snapshots();
      RunReport replay = lake.run();
      Map<String, Long> after = lake.snapshots();
      SparkSession spark = lake.spark();
      return new Ending(
          DoseState.of(spark),
          DoseState.served(spark),
          ReferenceReducer.reduce(DoseState.hashed(spark, DirtyDoses.all())),
          runs,
          lake.tableRuns(),
          replay,
          before,
          after);
    }
  }

  private static List<List<Change>> cut(List<Change> changes, int batches) {
    return IntStream.range(0, batches)
        .mapToObj(
            i -> changes.subList(changes.size() * i / batches, changes.size() * (i + 1) / batches))
        .toList();
  }

  /** Three batches: the first, the second of the others, the rest. */
  private static List<List<Change>> split(Predicate<Change> first, Predicate<Change> second) {
    return List.of(
        DirtyDoses.all().stream().filter(first).toList(),
        DirtyDoses.all().stream().filter(first.negate().and(second)).toList(),
        DirtyDoses.all().stream().filter(first.negate().and(second.negate())).toList());
  }

  private static List<Change> shuffled(long seed) {
    List<Change> changes = new ArrayList<>(DirtyDoses.all());
    Collections.shuffle(changes, new Random(seed));
    return changes;
  }

  private static long classes(TableRunRow row) {
    return row.applied()
        + row.superseded()
        + row.duplicate()
        + row.stale()
        + row.deleteApplied()
        + row.deleteStale()
        + row.quarantined()
        + row.control();
  }
}
