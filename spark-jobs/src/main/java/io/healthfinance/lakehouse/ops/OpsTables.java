package io.healthfinance.lakehouse.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.data.GenericAppenderFactory;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.io.OutputFile;

/**
 * Appends to and reads the lake's own records without an engine, so that {@code lake status} and a
 * run with nothing to do need no Spark session. Safe to share between threads; appends of other
 * processes are merged by Iceberg's commit retries.
 */
public final class OpsTables {

  private static final Map<String, String> PROPERTIES =
      Map.of(
          "format-version", "2",
          "write.parquet.compression-codec", "snappy",
          "commit.retry.num-retries", "20",
          "commit.retry.min-wait-ms", "20",
          "write.metadata.delete-after-commit.enabled", "true",
          "write.metadata.previous-versions-max", "20");

  private final Catalog catalog;
  private final Map<OpsTable<?>, Table> opened = new ConcurrentHashMap<>();

  public OpsTables(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Appends rows in one commit of one file.
   *
   * @return the new snapshot's id, empty when there are no rows
   */
  public <R extends java.lang.Record> Optional<Long> append(OpsTable<R> ops, List<R> rows) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Table table = opened.computeIfAbsent(ops, this::openOrCreate);
    // One writer at a time inside this process: a lost commit race costs a retry and a wait.
    synchronized (table) {
      DataFile file = write(table, new RowMapping<>(ops.rowType()), rows);
      table.newAppend().appendFile(file).commit();
      return Optional.of(table.currentSnapshot().snapshotId());
    }
  }

  /** All rows; empty when nothing was ever recorded. */
  public <R extends java.lang.Record> List<R> read(OpsTable<R> ops) {
    return read(ops, Expressions.alwaysTrue());
  }

  /**
   * The rows that match, in no particular order; empty when nothing was ever recorded.
   *
   * @param filter an Iceberg expression over the table's columns, for example {@code
   *     Expressions.equal("run_id", id)}
   */
  public <R extends java.lang.Record> List<R> read(OpsTable<R> ops, Expression filter) {
    Table table;
    try {
      table = catalog.loadTable(ops.identifier());
    } catch (NoSuchTableException e) {
      return List.of();
    }
    RowMapping<R> mapping = new RowMapping<>(ops.rowType());
    List<R> rows = new ArrayList<>();
    try (CloseableIterable<Record> records = IcebergGenerics.read(table).where(filter).build()) {
      records.forEach(record -> rows.add(mapping.fromIceberg(record)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read table " + ops.identifier(), e);
    }
    return rows;
  }

  /** Creates every ops table that does not exist yet, empty but readable. */
  public void createAll() {
    OpsTable.ALL.forEach(ops -> opened.computeIfAbsent(ops, this::openOrCreate));
  }

  private Table openOrCreate(OpsTable<?> ops) {
    RowMapping<?> mapping = new RowMapping<>(ops.rowType());
    if (catalog.tableExists(ops.identifier())) {
      return evolved(catalog.loadTable(ops.identifier()), mapping);
    }
    try {
      Namespaces.ensure(catalog, OpsTable.NAMESPACE);
      Table created =
          catalog.createTable(
              ops.identifier(), mapping.schema(), PartitionSpec.unpartitioned(), PROPERTIES);
      created.newAppend().commit();
      return created;
    } catch (AlreadyExistsException e) {
      // Another process was first.
      return evolved(catalog.loadTable(ops.identifier()), mapping);
    }
  }

  private static Table evolved(Table table, RowMapping<?> mapping) {
    Schema schema = table.schema();
    if (mapping.columnNames().stream().anyMatch(column -> schema.findField(column) == null)) {
      table.updateSchema().unionByNameWith(mapping.schema()).commit();
    }
    return table;
  }

  private static <R extends java.lang.Record> DataFile write(
      Table table, RowMapping<R> mapping, List<R> rows) {
    OutputFile target =
        table
            .io()
            .newOutputFile(
                table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet"));
    FileAppender<Record> appender =
        new GenericAppenderFactory(table.schema())
            .setAll(table.properties())
            .newAppender(target, FileFormat.PARQUET);
    try (appender) {
      rows.forEach(row -> appender.add(mapping.toIceberg(row, table.schema())));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + target.location(), e);
    }
    return DataFiles.builder(table.spec())
        .withPath(target.location())
        .withFileSizeInBytes(appender.length())
        .withFormat(FileFormat.PARQUET)
        .withMetrics(appender.metrics())
        .withSplitOffsets(appender.splitOffsets())
        .build();
  }
}
