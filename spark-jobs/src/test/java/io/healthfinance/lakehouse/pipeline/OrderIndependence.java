package io.healthfinance.lakehouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.ops.TableRunRow;
import io.healthfinance.lakehouse.silver.ChangeEvent;
import io.healthfinance.lakehouse.silver.ReferenceHistory;
import io.healthfinance.lakehouse.silver.ReferenceReducer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Events in any order, any batches and twice end as the rules of order say. One lake holds all the
 * tries: several tables, because a truncate concerns a whole table, and in each several lives on
 * keys of their own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OrderIndependence {

  private final int tables;
  private final int tries;
  private final int batches;
  private final long seed;

  private final Map<String, List<Change>> arrived = new TreeMap<>();
  private final Map<String, List<ChangeEvent>> events = new TreeMap<>();
  private final Map<String, DoseState> states = new TreeMap<>();
  private final List<RunReport> runs = new ArrayList<>();
  private List<TableRunRow> tableRuns;
  private RunReport replay;
  private Map<String, Long> before;
  private Map<String, Long> after;

  /**
   * @param tries lives in each table
   */
  OrderIndependence(int tables, int tries, int batches, long seed) {
    this.tables = tables;
    this.tries = tries;
    this.batches = batches;
    this.seed = seed;
  }

  @BeforeAll
  void landInEveryOrder(@TempDir Path directory) throws IOException {
    Map<String, List<List<Change>>> arrivals = new LinkedHashMap<>();
    for (int i = 0; i < tables; i++) {
      Random random = new Random(seed + i);
      // The first table gets everything at once.
      arrivals.put("doses_" + i, new Arrival(i == 0 ? 1 : batches, random).of(tries));
    }
    try (DoseLake lake = new DoseLake(directory, List.copyOf(arrivals.keySet()))) {
      for (int number = 0; number < batches; number++) {
        Map<String, List<Change>> batch = new HashMap<>();
        for (Map.Entry<String, List<List<Change>>> arrival : arrivals.entrySet()) {
          if (number < arrival.getValue().size()) {
            batch.put(arrival.getKey(), arrival.getValue().get(number));
          }
        }
        runs.add(lake.land(batch));
      }
      before = lake.snapshots();
      replay = lake.land(Map.of());
      after = lake.snapshots();
      tableRuns = lake.tableRuns();
      SparkSession spark = lake.spark();
      arrivals.forEach(
          (table, arrival) -> {
            arrived.put(table, arrival.stream().flatMap(List::stream).toList());
            events.put(table, DoseState.hashed(spark, arrived.get(table)));
            states.put(table, DoseState.of(spark, table));
          });
    }
  }

  @Test
  void everyRunPublishes() {
    assertThat(runs)
        .allSatisfy(report -> assertThat(report.succeeded()).as("%s", report.heldBack()).isTrue());
  }

  @Test
  void silverIsWhatTheRulesOfOrderSay() {
    states.forEach(
        (table, state) ->
            assertThat(state.served())
                .as(table)
                .isEqualTo(ReferenceReducer.reduce(events.get(table))));
  }

  @Test
  void everyTryEndsWithTheSameRows() {
    states.forEach(
        (table, state) -> {
          for (int number = 0; number < tries; number++) {
            String prefix = number + "-";
            Map<String, String> rows = new TreeMap<>();
            state
                .values()
                .forEach(
                    (key, value) -> {
                      if (key.startsWith(prefix)) {
                        rows.put(key.substring(prefix.length()), value);
                      }
                    });
            assertThat(rows)
                .as("%s, try %d", table, number)
                .containsOnlyKeys("k2", "k4", "k5", "k6")
                .containsEntry("k2", "NEW 2")
                .containsEntry("k4", "AGAIN 99 small_dose")
                .containsEntry("k6", "USED 3");
          }
        });
  }

  @Test
  void historyIsWhatTheRulesSay() {
    states.forEach(
        (table, state) ->
            assertThat(state.history())
                .as(table)
                .isEqualTo(
                    ReferenceHistory.of(
                        events.get(table),
                        (epoch, lsn) -> 1000 * Change.committedMillis(epoch, lsn))));
  }

  @Test
  void whatIsDeadStaysDead() {
    Set<String> dead =
        java.util.stream.IntStream.range(0, tries)
            .boxed()
            .flatMap(number -> java.util.stream.Stream.of(number + "-k1", number + "-k7"))
            .collect(Collectors.toSet());
    states.forEach((table, state) -> assertThat(state.tombstones()).as(table).isEqualTo(dead));
  }

  @Test
  void whatIsRejectedIsInQuarantine() {
    states.forEach(
        (table, state) ->
            assertThat(state.quarantine())
                .as(table)
                .isEqualTo(
                    events.get(table).stream()
                        .filter(ChangeEvent::rejected)
                        .map(DoseState::rejected)
                        .collect(Collectors.toSet())));
  }

  @Test
  void everyEventIsInExactlyOneClass() {
    assertThat(tableRuns)
        .isNotEmpty()
        .allSatisfy(row -> assertThat(classes(row)).isEqualTo(row.eventsIn()));
    arrived.forEach(
        (table, changes) ->
            assertThat(
                    tableRuns.stream()
                        .filter(row -> row.tableName().equals(table))
                        .mapToLong(TableRunRow::eventsIn)
                        .sum())
                .as(table)
                .isEqualTo(changes.size()));
  }

  @Test
  void runningAgainWithNothingNewWritesNothing() {
    assertThat(replay.nothingNew()).isTrue();
    assertThat(after).isEqualTo(before);
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
