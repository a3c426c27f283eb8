package io.healthfinance.lakehouse.silver;

import static java.util.stream.Collectors.joining;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.runtime.AuditBranch;
import io.healthfinance.lakehouse.runtime.TaggedWrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Puts changes on the audit branch of a served table, the cheapest way that is right. */
final class SilverWriter {

  private final SparkSession spark;
  private final TableContract contract;
  private final String branch;

  SilverWriter(SparkSession spark, TableContract contract) {
    this.spark = spark;
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

  /** Updates, deletes and inserts in one commit. */
  void merge(Dataset<Row> changes, Map<String, String> properties) {
    String view = "changes_of_" + contract.table();
    changes.createOrReplaceTempView(view);
    String keys = new RowProjection(contract).sameKey("t", "s");
    List<String> columns = columns();
    String assignments =
        columns.stream().map(c -> "t.`%1$s` = s.`%1$s`".formatted(c)).collect(joining(", "));
    String names = columns.stream().map(c -> "`" + c + "`").collect(joining(", "));
    String values = columns.stream().map(c -> "s.`" + c + "`").collect(joining(", "));
    String sql =
        ("MERGE INTO %s AS t USING %s AS s ON %s"
                + " WHEN MATCHED AND s._action = 'D' THEN DELETE"
                + " WHEN MATCHED AND s._action = 'R' THEN UPDATE SET t.%5$s = s.%5$s"
                + " WHEN MATCHED THEN UPDATE SET %4$s"
                + " WHEN NOT MATCHED AND s._action = 'U' THEN INSERT (%6$s) VALUES (%7$s)")
            .formatted(
                branch, view, keys, assignments, SystemColumns.NEWER_REJECTED_LSN, names, values);
    try {
      new TaggedWrite(branch, properties).merge(spark, sql);
    } finally {
      spark.catalog().dropTempView(view);
    }
  }

  private Dataset<Row> rows(Dataset<Row> changes) {
    return changes.where("_action = 'U'").drop(SilverChanges.ACTION);
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>(SilverTables.valueNames(contract));
    columns.addAll(SystemColumns.ALL);
    return columns;
  }
}
