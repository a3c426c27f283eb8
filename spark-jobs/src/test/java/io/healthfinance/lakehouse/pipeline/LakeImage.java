package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Everything that a lake says, table by table and row by row, read without an engine. Names of runs
 * and snapshots and the times of writing are left out; a snapshot in the records of the lake is
 * replaced by where it stands: the one that readers see, an older one, or one that nobody ever saw.
 *
 * @param rows sorted texts of all rows, repeated ones repeated, by table
 */
record LakeImage(Map<String, List<String>> rows) {

  private static final Set<String> OF_THE_RUN =
      Set.of(
          "run_id",
          "_run_id",
          "bronze_from",
          "bronze_to",
          "previous_snapshot_id",
          "table_uuid",
          "seconds",
          "recorded_at",
          "published_at",
          "registered_at",
          "rejected_at");

  /** What a run measured before it was killed it has measured, so the next one says it again. */
  private static final Set<OpsTable<?>> MEASURED =
      Set.of(OpsTable.QUALITY_METRICS, OpsTable.QUALITY_SCORES, OpsTable.ALERTS);

  static LakeImage of(LakeConfig config) throws IOException {
    Map<String, List<String>> rows = new TreeMap<>();
    try (LakeCatalog lake = LakeCatalog.open(config)) {
      for (String layer : List.of("silver", "state", "quarantine", "gold")) {
        for (TableIdentifier name : lake.iceberg().listTables(Namespace.of(layer))) {
          Table table = lake.iceberg().loadTable(name);
          rows.put(name.toString(), texts(lake, table).sorted().toList());
          rows.put(name + " ledger", ledger(table));
        }
      }
      for (TableIdentifier name : lake.iceberg().listTables(Namespace.of("bronze"))) {
        rows.put(name.toString(), files(lake.iceberg().loadTable(name)));
      }
      for (OpsTable<?> ops : OpsTable.ALL) {
        boolean exists = lake.iceberg().tableExists(ops.identifier());
        if (exists && ops != OpsTable.RUNS) {
          Stream<String> texts = texts(lake, lake.iceberg().loadTable(ops.identifier())).sorted();
          rows.put(
              ops.identifier().toString(),
              MEASURED.contains(ops) ? texts.distinct().toList() : texts.toList());
        }
      }
    }
    return new LakeImage(rows);
  }

  /** What the snapshot that readers see says of the batches in it. */
  private static List<String> ledger(Table table) {
    return Stream.of("lake.batch", "lake.rows", "lake.checksum", "lake.floor", "lake.newest-lsn")
        .map(name -> name + "=" + table.currentSnapshot().summary().get(name))
        .toList();
  }

  private static List<String> files(Table bronze) throws IOException {
    try (CloseableIterable<FileScanTask> tasks = bronze.newScan().planFiles()) {
      return StreamSupport.stream(tasks.spliterator(), false)
          .map(task -> task.file().location() + " " + task.file().recordCount())
          .sorted()
          .toList();
    }
  }

  private static Stream<String> texts(LakeCatalog lake, Table table) throws IOException {
    List<String> columns =
        table.schema().columns().stream()
            .map(Types.NestedField::name)
            .filter(name -> !OF_THE_RUN.contains(name))
            .toList();
    try (CloseableIterable<Record> records = IcebergGenerics.read(table).select(columns).build()) {
      return StreamSupport.stream(records.spliterator(), false)
          .map(record -> text(lake, record, columns))
          .toList()
          .stream();
    }
  }

  private static String text(LakeCatalog lake, Record record, List<String> columns) {
    StringBuilder text = new StringBuilder();
    for (String column : columns) {
      Object value =
          column.equals("snapshot_id") ? standing(lake, record) : record.getField(column);
      text.append(column).append('=').append(value).append(' ');
    }
    return text.toString();
  }

  private static String standing(LakeCatalog lake, Record record) {
    long id = (Long) record.getField("snapshot_id");
    Table table =
        lake.load((String) record.getField("layer"), (String) record.getField("table_name"));
    if (table.currentSnapshot().snapshotId() == id) {
      return "published";
    }
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      if (snapshot.snapshotId() == id) {
        return "published before";
      }
    }
    return "never published";
  }
}
