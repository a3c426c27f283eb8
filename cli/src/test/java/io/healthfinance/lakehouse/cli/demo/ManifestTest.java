package io.healthfinance.lakehouse.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.cli.demo.TableFate.Event;
import io.healthfinance.lakehouse.datagen.truth.TruthItem;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every line of the ground-truth manifest meets its fate in the lake, and nothing else happens. */
@ExtendWith(PlayedDemo.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManifestTest {

  private static final Set<String> KINDS =
      Set.of(
          "redelivered_event",
          "late",
          "out_of_order",
          "stale_after_delete",
          "delete",
          "invalid",
          "missing_required",
          "warned",
          "orphan",
          "redelivered_file",
          "truncated_file",
          "empty_file",
          "not_parquet",
          "marker_file",
          "drift_additive",
          "drift_narrowing",
          "bad_batch");

  private DemoLake lake;
  private DemoTruth truth;
  private ItemFates fates;

  @BeforeAll
  void readManifest(DemoLake lake) throws IOException {
    this.lake = lake;
    truth = lake.truth();
    fates = new ItemFates(lake);
  }

  @AfterAll
  void stopEngine() {
    DemoLake.stopEngine();
  }

  private Map<String, List<TruthItem>> byKind() {
    return truth.items().stream()
        .collect(Collectors.groupingBy(TruthItem::kind, TreeMap::new, Collectors.toList()));
  }

  @Test
  void everyKindOfDirtIsThere() {
    assertThat(byKind().keySet()).containsExactlyInAnyOrderElementsOf(KINDS);
  }

  @TestFactory
  Stream<DynamicTest> everyItemMeetsItsFate() {
    return byKind().entrySet().stream()
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind.getKey() + ", " + kind.getValue().size() + " items",
                    () -> meetTheirFate(kind.getKey(), kind.getValue())));
  }

  private void meetTheirFate(String kind, List<TruthItem> items) {
    List<String> complaints =
        items.stream().map(fates::complaint).flatMap(Optional::stream).toList();

    assertThat(complaints)
        .as("%s: %d of %d items missed their fate", kind, complaints.size(), items.size())
        .isEmpty();
  }

  @Test
  void everyBaseTableHoldsTheRowsThatTheServicesHold() throws IOException {
    GroundTruth.Comparison comparison =
        new GroundTruth(lake.config(), lake.catalog(), lake.world()).compare(null);

    assertThat(comparison.compared()).isEqualTo(lake.catalog().sources().size());
    assertThat(comparison.deviations()).isEmpty();
  }

  @Test
  void nothingElseIsInQuarantine() {
    Map<String, Set<Event>> declared = new TreeMap<>();
    for (TruthItem item : truth.items()) {
      if (item.expected().equals("quarantined")) {
        declared.computeIfAbsent(item.table(), table -> new HashSet<>()).add(event(item));
      }
    }
    for (String table : lake.catalog().sources().keySet()) {
      long deliveries =
          declared.getOrDefault(table, Set.of()).stream()
              .mapToLong(event -> fates.table(table).deliveries(event))
              .sum();

      assertThat(fates.table(table).quarantineRows()).as(table).isEqualTo(deliveries);
    }
  }

  @Test
  void everyFurtherDeliveryIsCountedAsDuplicateOrStale() {
    for (String table : lake.catalog().sources().keySet()) {
      long counted =
          lake.duck()
              .number(
                  """
                  SELECT coalesce(sum(duplicate + stale + delete_stale), 0) FROM ops.table_runs
                  WHERE layer = 'silver' AND status = 'PUBLISHED' AND table_name = '%s'
                  """
                      .formatted(table));

      assertThat(counted).as(table).isGreaterThanOrEqualTo(fates.table(table).copies());
    }
  }

  private Event event(TruthItem item) {
    List<String> key =
        lake.catalog().sources().get(item.table()).key().stream()
            .map(name -> String.valueOf(item.key().get(name)))
            .toList();
    return new Event(key, item.op(), item.lsn());
  }
}
