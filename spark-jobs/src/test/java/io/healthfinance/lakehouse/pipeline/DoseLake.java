package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
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
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** A lake of tables like {@code doses}, with a clock of its own and two declared epochs. */
final class DoseLake implements AutoCloseable {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final Path home;
  private final Instant start;
  private final LakeConfig config;
  private Catalog catalog;
  private int hours;
  private int runs;

  DoseLake(Path home, List<String> tables) throws IOException {
    this(
        home,
        tables.stream().collect(Collectors.toMap(table -> table, ChangeFile::contract)),
        NOON);
  }

  /**
   * @param contracts by table
   * @param start the first landing comes an hour later
   */
  DoseLake(Path home, Map<String, String> contracts, Instant start) throws IOException {
    this.home = home;
    this.start = start;
    describe(contracts);
    config = LakeConfig.at(home);
    TokenKey.createIfAbsent(config);
    try (LakeCatalog lake = LakeCatalog.open(config)) {
      new OpsTables(lake.iceberg())
          .append(
              OpsTable.SOURCE_EPOCHS,
              List.of(
                  new SourceEpochRow(
                      "healthfinance_devices", Change.SECOND_EPOCH, "failover", start)));
    }
  }

  /** Gives tables a contract; rows that are there were judged by the one before. */
  void describe(Map<String, String> contracts) throws IOException {
    Path tables = Files.createDirectories(home.resolve("contracts/tables"));
    for (Map.Entry<String, String> contract : contracts.entrySet()) {
      Files.writeString(tables.resolve(contract.getKey() + ".yaml"), contract.getValue());
    }
    catalog = new CatalogLoader().load(home.resolve("contracts"));
  }

  TableContract contract(String table) {
    return catalog.findSource(table).orElseThrow();
  }

  /** Lets hours go by in which nothing lands. */
  void passHours(int more) {
    hours += more;
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

  /** Lands the changes of every table in the next hour and runs. */
  RunReport land(Map<String, List<Change>> batch) throws IOException {
    deliver(batch);
    return run(RunRequest.hourly().withLayers(Set.of(Layer.BRONZE, Layer.SILVER)));
  }

  /** Lands the changes of every table in the next hour. */
  void deliver(Map<String, List<Change>> batch) throws IOException {
    hours++;
    for (Map.Entry<String, List<Change>> table : batch.entrySet()) {
      String file =
          "%s/2026/03/02/hour=%02d/part-%d.parquet".formatted(table.getKey(), hours, hours);
      ChangeFile.write(home.resolve("landing").resolve(file), table.getKey(), table.getValue());
    }
  }

  /** Runs, a second later than the run before. */
  RunReport run(RunRequest request) {
    runs++;
    Clock clock =
        Clock.fixed(start.plus(Duration.ofHours(hours)).plusSeconds(runs), ZoneOffset.UTC);
    return new Pipeline(config, catalog, clock, Progress.NONE).run(request);
  }

  /** Newest snapshot of every table that a batch may write. */
  Map<String, Long> snapshots() {
    Map<String, Long> snapshots = new TreeMap<>();
    try (LakeCatalog lake = LakeCatalog.open(config)) {
      for (String table : catalog.sources().keySet()) {
        for (String name :
            List.of(
                "silver." + table,
                "silver." + table + "_history",
                "state." + table,
                "state." + table + "_versions",
                "quarantine." + table)) {
          String[] parts = name.split("\\.");
          snapshots.put(
              name, lake.find(parts[0], parts[1]).orElseThrow().currentSnapshot().snapshotId());
        }
      }
    }
    return snapshots;
  }

  List<TableRunRow> tableRuns() {
    try (LakeCatalog lake = LakeCatalog.open(config)) {
      return new OpsTables(lake.iceberg())
          .read(OpsTable.TABLE_RUNS).stream().filter(row -> row.layer().equals("silver")).toList();
    }
  }

  LakeConfig config() {
    return config;
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
