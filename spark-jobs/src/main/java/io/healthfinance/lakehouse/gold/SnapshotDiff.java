package io.healthfinance.lakehouse.gold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.spark.ScanTaskSetManager;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * What differs between two snapshots of a table, read from the files that only one of them has. A
 * rewritten file holds mostly rows that did not change; those cancel out.
 */
final class SnapshotDiff implements AutoCloseable {

  private final SparkSession spark;
  private final Table table;
  private final String name;
  private final List<String> staged = new ArrayList<>();

  /**
   * @param name of the table in Spark SQL
   */
  SnapshotDiff(SparkSession spark, Table table, String name) {
    this.spark = spark;
    this.table = table;
    this.name = name;
  }

  /**
   * The values of {@code column} in rows that one snapshot has and the other has not, as {@code
   * key}; readable until this is closed. Empty when the older snapshot has expired.
   */
  Optional<Dataset<Row>> changedKeys(long from, long to, String column) {
    if (table.snapshot(from) == null) {
      return Optional.empty();
    }
    Map<String, FileScanTask> before = files(from);
    Map<String, FileScanTask> after = files(to);
    List<FileScanTask> gone =
        before.entrySet().stream()
            .filter(file -> !after.containsKey(file.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    List<FileScanTask> come =
        after.entrySet().stream()
            .filter(file -> !before.containsKey(file.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    List<Dataset<Row>> signed = new ArrayList<>();
    rows(come, column, 1).ifPresent(signed::add);
    rows(gone, column, -1).ifPresent(signed::add);
    return Optional.of(
        signed.stream()
            .reduce(Dataset::unionAll)
            .map(SnapshotDiff::notCancelled)
            .orElseGet(() -> spark.table(name).selectExpr("`" + column + "` AS key").limit(0)));
  }

  private static Dataset<Row> notCancelled(Dataset<Row> signed) {
    return signed
        .groupBy("key")
        .agg(functions.expr("sum(cast(hash AS decimal(38, 0)) * sign)").as("difference"))
        .where("difference <> 0")
        .select("key");
  }

  @Override
  public void close() {
    staged.forEach(id -> ScanTaskSetManager.get().removeTasks(table, id));
  }

  private Optional<Dataset<Row>> rows(List<FileScanTask> files, String column, int sign) {
    if (files.isEmpty()) {
      return Optional.empty();
    }
    String id = UUID.randomUUID().toString();
    ScanTaskSetManager.get().stageTasks(table, id, files);
    staged.add(id);
    return Optional.of(
        spark
            .read()
            .option("scan-task-set-id", id)
            .table(name)
            .selectExpr("`" + column + "` AS key", "xxhash64(*) AS hash", sign + " AS sign"));
  }

  /** Files of a snapshot by their location and the deletes that apply to them. */
  private Map<String, FileScanTask> files(long snapshot) {
    Map<String, FileScanTask> files = new HashMap<>();
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshot).planFiles()) {
      for (FileScanTask task : tasks) {
        String deletes =
            task.deletes().stream()
                .map(ContentFile::location)
                .sorted()
                .collect(Collectors.joining(" "));
        files.put(task.file().location() + " " + deletes, task);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the files of " + name, e);
    }
    return files;
  }
}
