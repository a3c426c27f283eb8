package io.healthfinance.lakehouse.silver;

import static java.util.stream.Collectors.joining;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.runtime.AuditBranch;
import io.healthfinance.lakehouse.runtime.TableSession;
import io.healthfinance.lakehouse.runtime.TaggedWrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Puts changes on the audit branch of a served table, the cheapest way that is right. */
final class SilverWriter {

  private final TableSession session;
  private final TableContract contract;
  private final String branch;

  SilverWriter(TableSession session, TableContract contract) {
    this.session = session;
    this.contract = contract;
    this.branch = AuditBranch.sqlName("silver", contract.table());
  }

  /** Keys that are all new need no look at the table. */
  void append(Dataset<Row> changes, Map<String, String> properties) {
    new TaggedWrite(branch, properties).append(rows(changes));
  }

  /** Replaces all rows, as a full refresh does. */
  void replace(Dataset<Row> changes, Map<String, String> properties) {
    new TaggedWrite(branch, properties).overwrite(rows(changes), functions.lit(true));
  }

  /**
   * Appends new rows, then updates and deletes. A merge that need not insert reads the batch beside
   * the table; one that does would have to sort or shuffle the whole table.
   *
   * @param inserts whether there are new rows
   * @param touched how many rows of the table the batch changes or removes
   */
  void change(Dataset<Row> changes, boolean inserts, long touched, Map<String, String> properties) {
    if (inserts) {
      append(changes, properties);
    }
    if (touched > 0) {
      merge(session.inHand(changes.where("_action <> 'I'"), touched), properties);
    }
  }

  private void merge(Dataset<Row> changes, Map<String, String> properties) {
    String view = "changes_of_" + contract.table();
    changes.createOrReplaceTempView(view);
    String assignments =
        columns().stream().map(c -> "t.`%1$s` = s.`%1$s`".formatted(c)).collect(joining(", "));
    String sql =
        ("MERGE INTO %s AS t USING %s AS s ON %s"
                + " WHEN MATCHED AND s._action = 'D' THEN DELETE"
                + " WHEN MATCHED AND s._action = 'R' THEN UPDATE SET t.%5$s = s.%5$s"
                + " WHEN MATCHED THEN UPDATE SET %4$s")
            .formatted(
                branch,
                view,
                new RowProjection(contract).sameKey("t", "s"),
                assignments,
                SystemColumns.NEWER_REJECTED_LSN);
    try {
      new TaggedWrite(branch, properties).merge(session.spark(), sql);
    } finally {
      session.spark().catalog().dropTempView(view);
    }
  }

  private Dataset<Row> rows(Dataset<Row> changes) {
    return changes.where("_action = 'I'").drop(SilverChanges.ACTION);
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>(SilverTables.valueNames(contract));
    columns.addAll(SystemColumns.ALL);
    return columns;
  }
}
