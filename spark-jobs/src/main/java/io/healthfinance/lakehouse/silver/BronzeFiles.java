package io.healthfinance.lakehouse.silver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.iceberg.BaseFileScanTask;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.PartitionSpecParser;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.ResidualEvaluator;
import org.apache.iceberg.spark.ScanTaskSetManager;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Landed files that a batch reads: those of a bronze snapshot that are live and newer than the last
 * published batch. Cost follows the new files: manifests without any are not opened, and a file
 * that an operator excluded is gone from the snapshot.
 */
final class BronzeFiles {

  private final Table bronze;
  private final List<DataFile> files;

  private BronzeFiles(Table bronze, List<DataFile> files) {
    this.bronze = bronze;
    this.files = files;
  }

  /** Live files of the table's current snapshot with a sequence number above {@code sequence}. */
  static BronzeFiles after(Table bronze, long sequence) {
    return select(bronze, sequence, file -> true);
  }

  /** Live files of the table's current snapshot with one of the given locations. */
  static BronzeFiles named(Table bronze, Predicate<String> location) {
    return select(bronze, 0, file -> location.test(file.location()));
  }

  private static BronzeFiles select(Table bronze, long sequence, Predicate<DataFile> wanted) {
    Snapshot snapshot = bronze.currentSnapshot();
    List<DataFile> files = new ArrayList<>();
    if (snapshot == null) {
      return new BronzeFiles(bronze, files);
    }
    for (ManifestFile manifest : snapshot.dataManifests(bronze.io())) {
      if (manifest.sequenceNumber() <= sequence) {
        continue;
      }
      try (ManifestReader<DataFile> reader =
          ManifestFiles.read(manifest, bronze.io(), bronze.specs())) {
        for (DataFile file : reader) {
          if (file.fileSequenceNumber() > sequence && wanted.test(file)) {
            files.add(file.copyWithoutStats());
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read a manifest of " + bronze.name(), e);
      }
    }
    return new BronzeFiles(bronze, files);
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  /** Events in these files, from their footers. */
  long events() {
    return files.stream().mapToLong(DataFile::recordCount).sum();
  }

  int count() {
    return files.size();
  }

  long bytes() {
    return files.stream().mapToLong(DataFile::fileSizeInBytes).sum();
  }

  /** The envelopes, with {@code _file} and {@code _pos}; valid until {@link Staged#close}. */
  Staged read(SparkSession spark, String tableName) {
    String schema = SchemaParser.toJson(bronze.schema());
    List<FileScanTask> tasks = new ArrayList<>();
    for (DataFile file : files) {
      var spec = bronze.specs().get(file.specId());
      tasks.add(
          new BaseFileScanTask(
              file,
              new DeleteFile[0],
              schema,
              PartitionSpecParser.toJson(spec),
              ResidualEvaluator.unpartitioned(
                  org.apache.iceberg.expressions.Expressions.alwaysTrue())));
    }
    String id = UUID.randomUUID().toString();
    ScanTaskSetManager.get().stageTasks(bronze, id, tasks);
    Dataset<Row> rows = spark.read().option("scan-task-set-id", id).table(tableName);
    return new Staged(rows, () -> ScanTaskSetManager.get().removeTasks(bronze, id));
  }

  /** A readable set of files. */
  record Staged(Dataset<Row> rows, Runnable release) implements AutoCloseable {
    @Override
    public void close() {
      release.run();
    }
  }
}
