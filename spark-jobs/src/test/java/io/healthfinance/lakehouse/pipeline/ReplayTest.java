package io.healthfinance.lakehouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.TableRunRow;
import io.healthfinance.lakehouse.pipeline.RunRequest.Layer;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.silver.Ledger;
import io.healthfinance.lakehouse.silver.ReplayScope;
import io.healthfinance.lakehouse.silver.SourceEpochs;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After a rule was loosened, judging the quarantined events alone gives the very tables that
 * judging all events gives. Where it would not, all are judged.
 */
class ReplayTest {

  private static final int TRIES = 4;
  private static final String STRICT = ChangeFile.contract("doses");
  private static final String LOOSE = STRICT.replace("range: [0, 100]", "range: [-2, 200]");
  private static final String STRICTER = LOOSE.replace("[-2, 200]", "[-2, 150]");
  private static final RunRequest REPLAY =
      RunRequest.hourly().withLayers(Set.of(Layer.SILVER)).withReplay(true);

  /** Everything that the tables of {@code doses} say, the names of runs left out. */
  private record State(
      DoseState tables, List<String> quarantine, long rows, BigDecimal checksum, String contract) {}

  private static DoseLake lake;
  private static int events;
  private static State strict;
  private static State unchanged;
  private static State quarantineJudged;
  private static State allJudged;
  private static TableRunRow unchangedRow;
  private static TableRunRow quarantineRow;
  private static TableRunRow stricterRow;
  private static ReplayScope loosened;
  private static ReplayScope tightened;
  private static ReplayScope otherEpochs;
  private static ReplayScope withNews;

  @BeforeAll
  static void replay(@TempDir Path home) throws IOException {
    lake = new DoseLake(home, List.of("doses"));
    for (List<Change> batch : batches()) {
      lake.land(Map.of("doses", batch));
      events += batch.size();
    }
    strict = state();
    lake.run(REPLAY);
    unchanged = state();
    unchangedRow = newestRow();

    lake.describe(Map.of("doses", LOOSE));
    loosened = scope(epochs());
    otherEpochs = scope(SourceEpochs.none());
    lake.run(REPLAY);
    quarantineJudged = state();
    quarantineRow = newestRow();
    lake.run(RunRequest.hourly().withLayers(Set.of(Layer.SILVER)).withFullRefresh(true));
    allJudged = state();

    lake.describe(Map.of("doses", STRICTER));
    tightened = scope(epochs());
    lake.run(REPLAY);
    stricterRow = newestRow();
    lake.deliver(Map.of("doses", List.of(Change.upsert("c", 1, 900, "last", "NEW", 1))));
    lake.run(RunRequest.hourly().withLayers(Set.of(Layer.BRONZE)));
    withNews = scope(epochs());
  }

  @AfterAll
  static void close() {
    lake.close();
  }

  @Test
  void theQuarantinedEventsGiveWhatAllEventsGive() {
    assertThat(loosened.reasonForAll()).isEmpty();
    assertThat(quarantineRow.status()).isEqualTo("PUBLISHED");
    assertThat(quarantineRow.eventsIn()).isEqualTo(strict.quarantine().size());
    assertThat(quarantineJudged).isEqualTo(allJudged);
  }

  @Test
  void eventsWereLetInAndOthersStayed() {
    assertThat(quarantineJudged.tables()).isNotEqualTo(strict.tables());
    assertThat(quarantineRow.applied()).isPositive();
    assertThat(quarantineRow.superseded()).isPositive();
    assertThat(quarantineRow.quarantined()).isPositive();
  }

  @Test
  void whereNoRuleChangedNothingChanges() {
    assertThat(unchangedRow.eventsIn()).isEqualTo(unchangedRow.quarantined());
    assertThat(unchanged).isEqualTo(strict);
  }

  @Test
  void aStricterRuleNeedsAllEvents() {
    assertThat(tightened.reasonForAll())
        .hasValueSatisfying(reason -> assertThat(reason).contains("did more than loosen rules"));
    assertThat(stricterRow.eventsIn()).isEqualTo(events);
  }

  @Test
  void anotherOrderOfEventsNeedsAllOfThem() {
    assertThat(otherEpochs.reasonForAll())
        .hasValueSatisfying(
            reason -> assertThat(reason).contains("epoch", "healthfinance_devices"));
  }

  @Test
  void newEventsAreJudgedWithAllOthers() {
    assertThat(withNews.reasonForAll())
        .hasValueSatisfying(reason -> assertThat(reason).contains("not published yet"));
  }

  /** The dirty life several times over, each time cut and dealt to four landings differently. */
  private static List<List<Change>> batches() {
    List<List<Change>> batches = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      batches.add(new ArrayList<>());
    }
    for (int number = 0; number < TRIES; number++) {
      List<Change> life = DirtyDoses.all();
      for (int i = 0; i < life.size(); i++) {
        int batch = number == 0 ? i * 4 / life.size() : (i * 7 + i / 3 * number) % 4;
        batches.get(batch).add(life.get(i).ofTry(number));
      }
    }
    return batches;
  }

  private static SourceEpochs epochs() {
    return SourceEpochs.of("healthfinance_devices", lake.records(OpsTable.SOURCE_EPOCHS));
  }

  private static ReplayScope scope(SourceEpochs epochs) {
    try (LakeCatalog catalog = LakeCatalog.open(lake.config())) {
      return ReplayScope.of(catalog, lake.contract("doses"), epochs);
    }
  }

  private static State state() {
    try (LakeCatalog catalog = LakeCatalog.open(lake.config())) {
      Ledger ledger = Ledger.published(catalog.load("silver", "doses")).orElseThrow();
      return new State(
          DoseState.of(lake.spark(), "doses"),
          lake.spark().table("lake.quarantine.doses").drop("run_id").collectAsList().stream()
              .map(Row::mkString)
              .sorted()
              .toList(),
          ledger.rows(),
          ledger.checksum(),
          ledger.contractVersion());
    }
  }

  private static TableRunRow newestRow() {
    List<TableRunRow> rows = lake.tableRuns();
    return rows.stream().max(Comparator.comparing(TableRunRow::recordedAt)).orElseThrow();
  }
}
