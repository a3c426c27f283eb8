package io.healthfinance.lakehouse.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.cli.CommandRun;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** A lake of the one table {@code doses}, made and run at the command line. */
final class SmallLake {

  private final Path directory;
  private final Path home;
  private final Path configuration;

  SmallLake(Path directory) throws IOException {
    this(directory, directory.resolve("lake"));
  }

  SmallLake(Path directory, Path home) throws IOException {
    this.directory = directory;
    this.home = home;
    Path catalog = directory.resolve("catalog");
    Files.createDirectories(catalog.resolve("tables"));
    Files.writeString(catalog.resolve("tables/doses.yaml"), DoseFile.CONTRACT);
    configuration =
        Files.writeString(
            directory.resolve("lake.yaml"),
            """
            home: %s
            landing: %s
            catalog:
              dir: %s
            bronze:
              pending-minutes: 0
            """
                .formatted(home, directory.resolve("landing"), catalog));
    CommandRun made = CommandRun.lake("init", "--config", configuration.toString());
    assertThat(made.exitCode()).as(made.err()).isZero();
  }

  Path home() {
    return home;
  }

  /** Adds a line to the configuration. */
  void set(String line) throws IOException {
    Files.writeString(configuration, line + System.lineSeparator(), StandardOpenOption.APPEND);
  }

  /** The folder of one hour of a table. */
  Path landing(String table) {
    return directory.resolve("landing").resolve(table).resolve("2026/03/02/hour=01");
  }

  Path hour() {
    return landing("doses");
  }

  /** The command line of a run. */
  String[] run(String kind, String... more) {
    return Stream.concat(
            Stream.of("run", kind, "--config", configuration.toString()), Stream.of(more))
        .toArray(String[]::new);
  }

  /** Waits until a process holds the lake. */
  void awaitHolder(long pid) throws IOException, InterruptedException {
    Path holder = home.resolve("run.lock.holder");
    Instant giveUp = Instant.now().plus(Duration.ofMinutes(2));
    while (!Files.exists(holder) || !Files.readString(holder).contains("process " + pid)) {
      assertThat(Instant.now()).as("process %s takes the lake", pid).isBefore(giveUp);
      Thread.sleep(20);
    }
  }

  /** The snapshot that readers see of every table with data; the lake's records left out. */
  Map<String, Long> snapshots() {
    Map<String, Long> snapshots = new TreeMap<>();
    try (LakeCatalog lake = LakeCatalog.open(config())) {
      for (String layer : List.of("bronze", "silver", "quarantine", "state", "gold")) {
        for (TableIdentifier name : lake.iceberg().listTables(Namespace.of(layer))) {
          Snapshot current = lake.iceberg().loadTable(name).currentSnapshot();
          snapshots.put(name.toString(), current == null ? -1 : current.snapshotId());
        }
      }
    }
    return snapshots;
  }

  private LakeConfig config() {
    return LakeConfig.load(Optional.of(configuration), Map.of());
  }

  /** Published keys, sorted. */
  List<String> doses() throws IOException {
    List<String> keys = new ArrayList<>();
    try (LakeCatalog lake = LakeCatalog.open(config());
        CloseableIterable<Record> rows =
            IcebergGenerics.read(lake.load("silver", "doses")).build()) {
      StreamSupport.stream(rows.spliterator(), false)
          .map(row -> (String) row.getField("dose_id"))
          .sorted()
          .forEach(keys::add);
    }
    return keys;
  }
}
