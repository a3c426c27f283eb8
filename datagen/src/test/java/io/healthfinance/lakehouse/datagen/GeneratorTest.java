package io.healthfinance.lakehouse.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTest {

  private static final int PATIENTS = 40;

  @TempDir static Path directory;
  private static GeneratedLanding landing;
  private final NaiveReducer reducer = new NaiveReducer();

  @BeforeAll
  static void generate() throws IOException {
    landing = GeneratedLanding.of(directory.resolve("one"), PATIENTS);
  }

  @Test
  void truthIsWhatANaiveReaderOfAllFilesFinds() throws IOException {
    assertTruth(landing.truth("tables.json"), landing.byTable());
  }

  @Test
  void truthOfAnHourIsWhatHasLandedByThen() throws IOException {
    for (String hour : List.of("2025-12-31-17", "2025-12-31-20", "2025-12-31-22")) {
      Map<String, List<LandedEvent>> landed =
          landing.events().stream()
              .filter(event -> event.hour().compareTo(hour) <= 0)
              .collect(Collectors.groupingBy(event -> event.table().table()));
      assertTruth(landing.truth("tables-" + hour + ".json"), landed);
    }
  }

  private void assertTruth(JsonNode truth, Map<String, List<LandedEvent>> events) {
    assertThat(truth.size()).isEqualTo(landing.catalog().sources().size());
    truth
        .fields()
        .forEachRemaining(
            table -> {
              List<LandedEvent> landed = events.getOrDefault(table.getKey(), List.of());
              JsonNode stated = table.getValue();
              assertThat(
                      new NaiveReducer.Table(
                          stated.get("rows").asLong(),
                          new BigInteger(stated.get("checksum").asText())))
                  .as(table.getKey())
                  .isEqualTo(reducer.reduce(landed));
              assertThat(stated.get("events").asLong()).as(table.getKey()).isEqualTo(landed.size());
            });
  }

  @Test
  void everyKindOfDirtOccursAndTheWorldItselfIsClean() {
    assertThat(landing.summary().items())
        .containsKeys(
            "redelivered_event",
            "redelivered_file",
            "late",
            "out_of_order",
            "delete",
            "stale_after_delete",
            "invalid",
            "missing_required",
            "orphan",
            "drift_additive",
            "drift_narrowing",
            "truncated_file",
            "empty_file",
            "not_parquet",
            "marker_file");
    assertThat(landing.summary().unplannedInvalid()).isZero();
  }

  @Test
  void everyDirtyEventMeetsItsStatedFate() throws IOException {
    Map<String, List<LandedEvent>> byTable = landing.byTable();
    Map<String, Map<List<String>, LandedEvent>> silver = new HashMap<>();
    byTable.forEach((table, events) -> silver.put(table, byText(reducer.survivors(events))));
    for (JsonNode item : landing.items()) {
      if (item.get("lsn").isNull()) {
        continue;
      }
      String table = item.get("table").asText();
      List<String> key = new java.util.ArrayList<>();
      item.get("key").forEach(value -> key.add(value.asText()));
      List<LandedEvent> delivered =
          byTable.get(table).stream()
              .filter(event -> event.lsn() == item.get("lsn").asLong())
              .filter(event -> texts(event.key()).equals(key))
              .toList();
      LandedEvent row = silver.get(table).get(key);
      assertThat(delivered).as(item.toString()).isNotEmpty();
      assertFate(item, delivered, row);
    }
  }

  private void assertFate(JsonNode item, List<LandedEvent> delivered, LandedEvent row) {
    LandedEvent event = delivered.get(0);
    boolean isRow = row != null && row.lsn() == event.lsn();
    switch (item.get("expected").asText()) {
      case "quarantined" ->
          assertThat(reducer.broken(event)).containsExactly(item.get("rule").asText());
      case "duplicate_or_stale" -> assertThat(delivered).as(item.toString()).hasSizeGreaterThan(1);
      case "applied" -> assertThat(isRow).as(item.toString()).isTrue();
      case "superseded_or_stale" -> {
        assertThat(row).as(item.toString()).isNotNull();
        assertThat(isRow).as(item.toString()).isFalse();
      }
      case "deleted", "dead" -> assertThat(row).as(item.toString()).isNull();
      case "orphan_counted" -> {
        assertThat(isRow).as(item.toString()).isTrue();
        assertThat(hasParent(row, item.get("rule").asText())).as(item.toString()).isFalse();
      }
      default -> throw new AssertionError("Unknown fate: " + item);
    }
  }

  private static boolean hasParent(LandedEvent row, String column) {
    var parent = row.table().column(column).references().orElseThrow();
    return landing.byTable().getOrDefault(parent.table(), List.of()).stream()
        .anyMatch(event -> row.after().get(column).equals(event.row().get(parent.column())));
  }

  private static Map<List<String>, LandedEvent> byText(Map<List<Object>, LandedEvent> rows) {
    Map<List<String>, LandedEvent> byText = new HashMap<>();
    rows.forEach((key, row) -> byText.put(texts(key), row));
    return byText;
  }

  private static List<String> texts(List<Object> key) {
    return key.stream().map(String::valueOf).toList();
  }

  @Test
  void exactlyTheDeclaredFilesAreUnacceptable() throws IOException {
    Set<String> declared = new HashSet<>();
    for (JsonNode item : landing.items()) {
      if (item.get("expected").asText().equals("rejected_file")) {
        declared.add(item.get("file").asText());
      }
    }
    Set<String> unacceptable = new HashSet<>();
    for (Path file : landing.reader().files()) {
      if (!landing.reader().isAccepted(file)) {
        unacceptable.add(file.toString());
      }
    }
    assertThat(unacceptable).isEqualTo(declared).hasSize(8);
  }

  @Test
  void onlyOneTableGrowsAColumnAndOnlyFromOneHourOn() throws IOException {
    Map<String, Boolean> grownByFile = new TreeMap<>();
    for (Path file : landing.reader().files()) {
      if (landing.reader().isAccepted(file)) {
        boolean grown =
            landing.reader().schema(file).containsPath(new String[] {"after", "booking_app"});
        if (file.getFileName().toString().startsWith("redelivered")) {
          continue; // An old file that lands again is still an old file.
        } else if (file.getName(0).toString().equals("appointments")) {
          grownByFile.put(file.getParent().toString(), grown);
        } else {
          assertThat(grown).as(file.toString()).isFalse();
        }
      }
    }
    assertThat(List.copyOf(grownByFile.values())).contains(true, false).isSorted();
  }

  @Test
  void logSequenceNumbersAreUniqueAndFollowCommitTimeInEachDatabase() {
    Map<String, TreeMap<Long, LandedEvent>> byDatabase = new HashMap<>();
    for (LandedEvent event : landing.events()) {
      if (event.op().equals("r")) {
        continue;
      }
      LandedEvent other =
          byDatabase
              .computeIfAbsent(event.table().database(), name -> new TreeMap<>())
              .put(event.lsn(), event);
      if (other != null) {
        assertThat(event.row()).as("redelivered").isEqualTo(other.row());
      }
    }
    byDatabase
        .values()
        .forEach(
            events ->
                assertThat(events.values().stream().map(LandedEvent::committedMs).toList())
                    .isSorted());
  }

  @Test
  void updatesAndDeletesCarryTheWholeRowBefore() {
    Map<List<Object>, List<LandedEvent>> lives =
        landing.byTable().get("appointments").stream()
            .collect(Collectors.groupingBy(LandedEvent::key));
    lives
        .values()
        .forEach(
            life -> {
              List<LandedEvent> ordered =
                  life.stream()
                      .sorted(java.util.Comparator.comparingLong(LandedEvent::lsn))
                      .collect(
                          Collectors.toMap(
                              LandedEvent::lsn, event -> event, (one, same) -> one, TreeMap::new))
                      .values()
                      .stream()
                      .toList();
              for (int i = 1; i < ordered.size(); i++) {
                assertThat(ordered.get(i).before()).isEqualTo(ordered.get(i - 1).after());
              }
            });
  }

  @Test
  void theBadBatchIsBeyondTheLimitAndNewerThanEverything() throws IOException {
    Path released = directory.resolve("released");
    LandingRelease release = new LandingRelease(landing.options().out(), released);
    int all = release.releaseAll();
    assertThat(release.releaseBadBatch()).isEqualTo(1);
    assertThat(release.releaseAll()).as("already delivered").isZero();
    JsonNode truth = landing.truth("bad_batch.json");
    LandingReader reader = new LandingReader(landing.catalog(), released);
    List<LandedEvent> batch = reader.read(Path.of(truth.get("file").asText()));
    long invalid = batch.stream().filter(event -> !reducer.broken(event).isEmpty()).count();
    assertThat(all).isPositive();
    assertThat(batch).hasSize(truth.get("events").asInt());
    assertThat(invalid).isEqualTo(truth.get("invalid").asLong()).isGreaterThan(50);
    List<LandedEvent> vitals =
        reader.events().stream().filter(event -> event.table().table().equals("vitals")).toList();
    JsonNode after = truth.get("after_release");
    assertThat(reducer.reduce(vitals))
        .isEqualTo(
            new NaiveReducer.Table(
                after.get("rows").asLong(), new BigInteger(after.get("checksum").asText())));
  }

  @Test
  void hoursAreDeliveredOneByOne() throws IOException {
    LandingRelease release =
        new LandingRelease(landing.options().out(), directory.resolve("hourly"));
    java.time.Instant last = release.hours().last();
    int before = release.releaseBefore(last);
    assertThat(last).isEqualTo(java.time.Instant.parse("2025-12-31T23:00:00Z"));
    assertThat(release.release(last)).isPositive();
    assertThat(release.releaseAll()).isZero();
    assertThat(before).isPositive();
  }

  @Test
  void theSameSeedGivesTheSameFilesRowsAndTruth() throws IOException {
    GeneratedLanding again = GeneratedLanding.of(directory.resolve("two"), PATIENTS);
    assertThat(again.reader().files()).isEqualTo(landing.reader().files());
    for (Path file : landing.reader().files()) {
      assertThat(again.reader().isAccepted(file)).isEqualTo(landing.reader().isAccepted(file));
    }
    // Bytes may differ: Parquet writes a column's encodings in the order of a hash set of enums.
    assertThat(again.events()).isEqualTo(landing.events());
    for (String truth : List.of("items.jsonl", "tables.json", "bad_batch.json")) {
      assertThat(again.options().out().resolve("_truth").resolve(truth))
          .hasSameTextualContentAs(landing.options().out().resolve("_truth").resolve(truth));
    }
  }

  @Test
  void aDirectoryIsNeverGeneratedOver() {
    Generator again =
        new Generator(
            landing.catalog(), landing.options(), GeneratedLanding.WORLDS, GeneratedLanding.FILTHY);
    assertThatThrownBy(() -> again.run(Progress.SILENT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("already holds generated data");
  }
}
