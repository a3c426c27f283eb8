package io.healthfinance.lakehouse.silver;

import io.healthfinance.lakehouse.runtime.TaggedWrite;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A table beside a served one: tombstones, quarantine, versions, history. It is committed before
 * the served table and tagged with the batch, so a batch that was never published can be taken
 * back.
 */
final class SideTable {

  private final Table table;
  private final String sqlName;

  SideTable(Table table, String sqlName) {
    this.table = table;
    this.sqlName = sqlName;
  }

  /** Takes back every commit of a batch above {@code published}. */
  void repair(int published) {
    table.refresh();
    long head = table.currentSnapshot().snapshotId();
    long keep = head;
    for (Snapshot snapshot : SnapshotUtil.ancestorsOf(head, table::snapshot)) {
      String batch = snapshot.summary().get(Ledger.BATCH);
      if (batch == null) {
        continue;
      }
      if (Integer.parseInt(batch) <= published) {
        break;
      }
      keep = snapshot.parentId();
    }
    if (keep != head) {
      table.manageSnapshots().rollbackTo(keep).commit();
    }
  }

  boolean isEmpty() {
    return records() == 0;
  }

  long records() {
    String total =
        table.currentSnapshot().summary().getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "0");
    return Long.parseLong(total);
  }

  long snapshotId() {
    return table.currentSnapshot().snapshotId();
  }

  void append(Dataset<Row> rows, int batch) {
    new TaggedWrite(sqlName, Map.of(Ledger.BATCH, Integer.toString(batch))).append(rows);
  }

  /** Removes all rows as part of {@code batch}; a rollback brings them back. */
  void clear(int batch) {
    table
        .newDelete()
        .deleteFromRowFilter(org.apache.iceberg.expressions.Expressions.alwaysTrue())
        .set(Ledger.BATCH, Integer.toString(batch))
        .commit();
  }

  String sqlName() {
    return sqlName;
  }

  Table table() {
    return table;
  }
}
