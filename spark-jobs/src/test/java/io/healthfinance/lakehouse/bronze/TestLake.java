package io.healthfinance.lakehouse.bronze;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.ops.OpsTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.mapping.NameMappingParser;
import org.apache.iceberg.parquet.Parquet;

/** A real lake in a folder: SQLite catalog, local warehouse, landing zone. */
final class TestLake implements AutoCloseable {

  final Path landing;
  final JdbcCatalog catalog;
  final OpsTables ops;

  private final Path warehouse;
  private final AtomicLong ticks = new AtomicLong();
  private final AtomicLong runs = new AtomicLong();

  /** Real time, moved on by a second at every look, so that nothing happens at the same instant. */
  final Clock clock = new TickingClock(ticks);

  TestLake(Path folder) throws IOException {
    landing = Files.createDirectories(folder.resolve("landing"));
    warehouse = Files.createDirectories(folder.resolve("warehouse"));
    catalog = open(folder);
    ops = new OpsTables(catalog);
  }

  static JdbcCatalog open(Path folder) {
    JdbcCatalog catalog = new JdbcCatalog();
    catalog.setConf(new Configuration(false));
    catalog.initialize(
        "lake",
        Map.of(
            "uri",
            "jdbc:sqlite:" + folder.resolve("catalog.db") + "?busy_timeout=30000&journal_mode=WAL",
            "warehouse",
            folder.resolve("warehouse").toString(),
            "jdbc.schema-version",
            "V1"));
    return catalog;
  }

  Path hour(String table, String hour) {
    String[] parts = hour.split("-");
    return landing
        .resolve(table)
        .resolve(parts[0])
        .resolve(parts[1])
        .resolve(parts[2])
        .resolve("hour=" + parts[3]);
  }

  BronzeRegistrar registrar(Duration pendingFor) {
    return new BronzeRegistrar(
        catalog,
        ops,
        new LandingZone(landing),
        new BronzeSettings(warehouse + "/bronze_normalised", pendingFor, 4),
        clock);
  }

  BronzeRun run(TableContract... contracts) {
    return run(LandingWindow.everything(), contracts);
  }

  BronzeRun run(LandingWindow window, TableContract... contracts) {
    return run(Duration.ZERO, window, contracts);
  }

  BronzeRun run(Duration pendingFor, LandingWindow window, TableContract... contracts) {
    Map<String, TableContract> byName = new TreeMap<>();
    Arrays.stream(contracts).forEach(contract -> byName.put(contract.table(), contract));
    try {
      return registrar(pendingFor)
          .register(byName, Set.of(), window, "run-" + runs.incrementAndGet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  BronzeResult runOne(TableContract contract) {
    return run(contract).tables().get(0);
  }

  Table table(TableContract contract) {
    return catalog.loadTable(BronzeTables.identifier(contract.table()));
  }

  /** All rows, by column name: Iceberg's generic scan reads files without ids by position only. */
  List<Record> rows(TableContract contract) {
    Table table = table(contract);
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        read(table, task).forEach(rows::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static Iterable<Record> read(Table table, FileScanTask task) {
    Map<Integer, Object> partition =
        Map.of(
            table.schema().findField("landing_hour").fieldId(),
            task.file().partition().get(0, String.class));
    return Parquet.read(table.io().newInputFile(task.file().location()))
        .project(table.schema())
        .withNameMapping(
            NameMappingParser.fromJson(table.properties().get("schema.name-mapping.default")))
        .createReaderFunc(
            file -> GenericParquetReaders.buildReader(table.schema(), file, partition))
        .build();
  }

  /** A column of {@code after} in every row. */
  List<Object> after(TableContract contract, String column) {
    return rows(contract).stream()
        .map(row -> ((Record) row.getField("after")).getField(column))
        .toList();
  }

  @Override
  public void close() {
    catalog.close();
  }

  private static final class TickingClock extends Clock {

    private final AtomicLong ticks;

    TickingClock(AtomicLong ticks) {
      this.ticks = ticks;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.now().plusSeconds(ticks.incrementAndGet());
    }
  }
}
