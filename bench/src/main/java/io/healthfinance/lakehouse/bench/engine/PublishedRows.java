package io.healthfinance.lakehouse.bench.engine;

import static java.util.stream.Collectors.joining;

import io.healthfinance.lakehouse.bench.Rows;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** The rows that readers of an Iceberg table see, read by DuckDB: one judge for all sides. */
public final class PublishedRows {

  private PublishedRows() {}

  /**
   * Counts and sums up the rows of a table.
   *
   * @param columns expressions to compare, separated by commas
   */
  public static Rows of(LakeConfig config, String namespace, String table, String columns)
      throws IOException {
    try (LakeCatalog lake = LakeCatalog.open(config);
        Duck duck = Duck.open()) {
      return duck.sum(columns, relation(lake.load(namespace, table)));
    }
  }

  /** The data files of the current snapshot without the rows that delete files name, for DuckDB. */
  public static String relation(Table table) throws IOException {
    Set<String> data = new TreeSet<>();
    Set<String> deletes = new TreeSet<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        data.add(local(task.file().location()));
        for (DeleteFile delete : task.deletes()) {
          deletes.add(local(delete.location()));
        }
      }
    }
    if (data.isEmpty()) {
      return DuckTypes.empty(table.schema());
    }
    if (deletes.isEmpty()) {
      return parquet(data, false);
    }
    return ("(SELECT * FROM %s d WHERE NOT EXISTS (SELECT 1 FROM %s gone"
            + " WHERE regexp_replace(gone.file_path, '^file:(//)?', '') = d.filename"
            + " AND gone.pos = d.file_row_number))")
        .formatted(parquet(data, true), parquet(deletes, false));
  }

  private static String local(String location) {
    return location.replaceFirst("^file:(//)?", "");
  }

  private static String parquet(Collection<String> files, boolean positions) {
    return "read_parquet(["
        + files.stream().map(file -> "'" + file + "'").collect(joining(", "))
        + "], union_by_name = true, hive_partitioning = false"
        + (positions ? ", filename = true, file_row_number = true)" : ")");
  }
}
