package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.OpsTables;
import io.healthfinance.lakehouse.ops.SourceEpochRow;
import io.healthfinance.lakehouse.ops.TableRunRow;
import io.healthfinance.lakehouse.pipeline.RunRequest.Layer;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.SparkSessions;
import io.healthfinance.lakehouse.runtime.TokenKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.spark.sql.SparkSession;

/** A lake of one table, {@code doses}, with a clock of its own and two declared epochs. */
final class OneTableLake implements AutoCloseable {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final List<String> OWN_TABLES =
      List.of(
          "silver.doses",
          "silver.doses_history",
          "state.doses",
          "state.doses_versions",
          "quarantine.doses");

  private final Path home;
  private final LakeConfig config;
  private Catalog catalog;
  private int hours;
  private int moments;

  OneTableLake(Path home) throws IOException {
    this.home = home;
    describe(ChangeFile.CONTRACT);
    config = LakeConfig.at(home);
    TokenKey.createIfAbsent(config);
    try (LakeCatalog lake = LakeCatalog.open(config)) {
      new OpsTables(lake.iceberg())
          .append(
              OpsTable.SOURCE_EPOCHS,
              List.of(
                  new SourceEpochRow(
                      "healthfinance_devices", Change.SECOND_EPOCH, "failover", NOON)));
    }
  }

  /** Gives the table a contract; rows that are there were judged by the one before. */
  void describe(String contract) throws IOException {
    Path tables = Files.createDirectories(home.resolve("contracts/tables"));
    Files.writeString(tables.resolve("doses.yaml"), contract);
    catalog = new CatalogLoader().load(home.resolve("contracts"));
  }

  /** Lets hours go by in which nothing lands. */
  void passHours(int more) {
    hours += more;
  }

  Catalog catalog() {
    return catalog;
  }

  Path landing() {
    return home.resolve("landing");
  }

  /** Lands the changes in the next hour and runs. */
  RunReport land(List<Change> changes) throws IOException {
    deliver(changes);
    return run();
  }

  /** Lands the changes in the next hour. */
  void deliver(List<Change> changes) throws IOException {
    hours++;
    ChangeFile.write(landed(), ChangeFile.TABLE, changes);
  }

  /** The file of the newest hour. */
  Path landed() {
    return landing().resolve("doses/2026/03/02/hour=%02d/part-%d.parquet".formatted(hours, hours));
  }

  RunReport run() {
    return run(RunRequest.hourly());
  }

  /** Bronze and silver, as the request says. */
  RunReport run(RunRequest request) {
    return run(request, Set.of(Layer.BRONZE, Layer.SILVER));
  }

  RunReport run(RunRequest request, Set<Layer> layers) {
    return new Pipeline(config, catalog, nextMoment(), Progress.NONE)
        .run(request.withLayers(layers));
  }

  /** Newest snapshot of every table that a batch may write. */
  Map<String, Long> snapshots() {
    Map<String, Long> snapshots = new TreeMap<>();
    try (LakeCatalog lake = LakeCatalog.open(config)) {
      for (String name : OWN_TABLES) {
        String[] parts = name.split("\\.");
        snapshots.put(
            name, lake.find(parts[0], parts[1]).orElseThrow().currentSnapshot().snapshotId());
      }
    }
    return snapshots;
  }

  List<TableRunRow> tableRuns() {
    return records(OpsTable.TABLE_RUNS).stream()
        .filter(row -> row.layer().equals("silver"))
        .toList();
  }

  /** A clock that stands still, a second after the one before. */
  Clock nextMoment() {
    moments++;
    return Clock.fixed(NOON.plus(Duration.ofHours(hours)).plusSeconds(moments), ZoneOffset.UTC);
  }

  /** Lets an operator work on the catalog and the records. */
  void decide(BiConsumer<LakeCatalog, OpsTables> decision) {
    try (LakeCatalog lake = LakeCatalog.open(config)) {
      decision.accept(lake, new OpsTables(lake.iceberg()));
    }
  }

  <R extends Record> List<R> records(OpsTable<R> table) {
    try (LakeCatalog lake = LakeCatalog.open(config)) {
      return new OpsTables(lake.iceberg()).read(table);
    }
  }

  SparkSession spark() {
    return SparkSessions.open(config, "test");
  }

  /** Stops the engine: a session knows the catalog of one lake only. */
  @Override
  public void close() {
    spark().stop();
  }
}
