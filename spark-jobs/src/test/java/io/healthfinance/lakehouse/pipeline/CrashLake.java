package io.healthfinance.lakehouse.pipeline;

import static io.healthfinance.lakehouse.pipeline.Change.bare;
import static io.healthfinance.lakehouse.pipeline.Change.delete;
import static io.healthfinance.lakehouse.pipeline.Change.read;
import static io.healthfinance.lakehouse.pipeline.Change.upsert;

import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.runtime.CommitPoints;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.TokenKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A lake of two source tables (one with a history), a derived table and a gold table, whose two
 * hours of changes leave something behind at every commit point: tombstones, quarantined events,
 * versions, a stale event, a rejected file.
 */
final class CrashLake {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private static final String DOSE_STATES =
      """
      table: dose_states
      description: Doses by what became of them.
      grain: one row per status
      key: [status]
      inputs:
        doses: fresh
      columns:
        status: {type: string, sources: [doses.status], description: What became of the doses.}
        doses: {type: bigint, unit: doses, sources: [doses.dose_id], description: Doses.}
      checks:
        - {name: one_row_per_status, kind: unique, columns: [status]}
      """;

  private static final String DOSE_TOTALS =
      """
      table: dose_totals
      description: Doses and refills in all.
      grain: one row
      key: [kind]
      inputs:
        dose_states: fresh
        refills: fresh
      columns:
        kind: {type: string, sources: [dose_states.status], description: What is counted.}
        amount: {type: bigint, unit: rows, sources: [dose_states.doses, refills.dose_id], description: How many.}
      """;

  private final Path directory;
  private final Path home;

  CrashLake(Path directory) {
    this.directory = directory;
    this.home = directory.resolve("lake");
  }

  Path home() {
    return home;
  }

  LakeConfig config() {
    return LakeConfig.at(home)
        .with(Setting.LANDING, directory.resolve("landing").toString())
        .with(Setting.PENDING_MINUTES, "0");
  }

  /** An empty lake, its contracts and its key. */
  void create() throws IOException {
    Path contracts = directory.resolve("contracts");
    for (String folder : List.of("tables", "silver", "gold")) {
      Files.createDirectories(contracts.resolve(folder));
    }
    Files.writeString(contracts.resolve("tables/doses.yaml"), ChangeFile.CONTRACT);
    Files.writeString(
        contracts.resolve("tables/refills.yaml"),
        ChangeFile.CONTRACT
            .replace("table: doses", "table: refills")
            .replace("history: true", "history: false"));
    Files.writeString(contracts.resolve("silver/dose_states.yaml"), DOSE_STATES);
    Files.writeString(
        contracts.resolve("silver/dose_states.sql"),
        "SELECT status, count(*) AS doses FROM ${doses} GROUP BY status\n");
    Files.writeString(contracts.resolve("gold/dose_totals.yaml"), DOSE_TOTALS);
    Files.writeString(
        contracts.resolve("gold/dose_totals.sql"),
        "SELECT 'doses' AS kind, sum(doses) AS amount FROM ${dose_states}\n"
            + "UNION ALL SELECT 'refills', count(*) FROM ${refills}\n");
    TokenKey.createIfAbsent(config());
    LakeCatalog.open(config()).close();
  }

  /** Lands the changes of an hour, 1 or 2. */
  void land(int hour) throws IOException {
    for (String table : List.of("doses", "refills")) {
      Path folder = directory.resolve("landing/%s/2026/03/02/hour=%02d".formatted(table, hour));
      ChangeFile.write(folder.resolve("part.parquet"), table, hour == 1 ? first() : second());
      if (table.equals("doses")) {
        Path note = Files.writeString(folder.resolve("note.parquet"), "not Parquet");
        Files.setLastModifiedTime(note, FileTime.from(NOON.minus(Duration.ofDays(1))));
      }
    }
  }

  /** Runs all layers an hour after that hour's changes landed. */
  RunReport run(int hour, CommitPoints commitPoints) {
    Clock clock = Clock.fixed(NOON.plus(Duration.ofHours(hour)), ZoneOffset.UTC);
    return new Pipeline(
            config(),
            new CatalogLoader().load(directory.resolve("contracts")),
            clock,
            Progress.NONE,
            commitPoints)
        .run(RunRequest.daily());
  }

  private static List<Change> first() {
    return List.of(
        read(0, 100, "first", "k1", "NEW", 1),
        read(0, 100, "true", "k2", "NEW", 2),
        read(0, 100, "true", "k3", "NEW", 3),
        read(0, 100, "true", "k4", "NEW", 4),
        read(0, 100, "last", "k5", "NEW", 5),
        upsert("u", 0, 110, "k1", "USED", 1),
        upsert("c", 0, 120, "k6", "NEW", 6),
        delete(0, 130, "k2"),
        upsert("u", 0, 140, "k3", "USED", -5),
        bare("m", 0, 150L));
  }

  private static List<Change> second() {
    Change deleted = delete(0, 230, "k4");
    return List.of(
        upsert("u", 0, 115, "k1", "LATE", 1),
        upsert("u", 0, 125, "k2", "STALE", 2),
        upsert("u", 0, 210, "k1", "LOST", 60),
        upsert("u", 0, 220, "k5", "USED", 500),
        deleted,
        deleted,
        delete(0, 240, "k6"),
        upsert("c", 0, 250, "k6", "AGAIN", 6),
        upsert("c", 0, 260, "k7", "NEW", 7),
        upsert("c", 0, 270, "k8", "NEW", -1));
  }
}
