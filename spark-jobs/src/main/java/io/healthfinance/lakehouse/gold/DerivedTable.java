package io.healthfinance.lakehouse.gold;

import static java.util.stream.Collectors.joining;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.PartitionText;
import io.healthfinance.lakehouse.runtime.RunContext;
import io.healthfinance.lakehouse.runtime.TableLayout;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The Iceberg table of one derived table, and its rows in the types that are published. */
final class DerivedTable {

  private final RunContext run;
  private final SqlTable definition;

  DerivedTable(RunContext run, SqlTable definition) {
    this.run = run;
    this.definition = definition;
  }

  /** The rows that readers see now. */
  Dataset<Row> published() {
    return typed(run.spark().table(LakeCatalog.NAME + "." + definition.qualified()));
  }

  /** Row count and order-independent checksum of a snapshot. */
  Row totals(long snapshotId) {
    Dataset<Row> written =
        run.spark()
            .table(LakeCatalog.NAME + "." + definition.qualified() + ".snapshot_id_" + snapshotId);
    return written.selectExpr("count(*)", "sum(cast(xxhash64(*) AS decimal(20, 0)))").first();
  }

  /** Columns in published order and type. */
  Dataset<Row> typed(Dataset<Row> rows) {
    return rows.selectExpr(
        definition.columns().stream()
            .map(
                column ->
                    "cast(`"
                        + column.name()
                        + "` AS "
                        + column.type()
                        + ") AS `"
                        + column.name()
                        + "`")
            .toArray(String[]::new));
  }

  /** Opens the table; a new one starts with an empty snapshot, from which a branch can start. */
  Table open() {
    String ddl =
        definition.columns().stream()
            .map(
                column ->
                    "`"
                        + column.name()
                        + "` "
                        + column.type()
                        + " COMMENT '"
                        + column.description().replace("\\", "\\\\").replace("'", "\\'")
                        + "'")
            .collect(joining(", "));
    Schema schema = SparkSchemaUtil.convert(StructType.fromDDL(ddl));
    Table table =
        run.lake()
            .createIfAbsent(
                TableIdentifier.of(definition.layer(), definition.table()),
                schema,
                PartitionText.parse(definition.partition(), schema),
                TableLayout.derived(!definition.partition().isEmpty()).properties());
    if (table.currentSnapshot() == null) {
      table.newAppend().commit();
    }
    return table;
  }
}
