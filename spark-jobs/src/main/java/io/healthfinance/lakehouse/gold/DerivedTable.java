package io.healthfinance.lakehouse.gold;

import static java.util.stream.Collectors.joining;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.runtime.HashSum;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.PartitionText;
import io.healthfinance.lakehouse.runtime.RunContext;
import io.healthfinance.lakehouse.runtime.TableLayout;
import io.healthfinance.lakehouse.runtime.TableSession;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.iceberg.types.Type.PrimitiveType;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.util.PropertyUtil;
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
  Row totals(Snapshot snapshot) {
    TableSession session =
        run.reading(
            PropertyUtil.propertyAsLong(
                snapshot.summary(), SnapshotSummary.TOTAL_RECORDS_PROP, Long.MAX_VALUE));
    Dataset<Row> written =
        session.gathered(
            session
                .spark()
                .table(
                    LakeCatalog.relation(
                        definition.layer(), definition.table(), snapshot.snapshotId())));
    return written
        .selectExpr("xxhash64(*) AS _hash")
        .selectExpr("count(*)", HashSum.of("_hash"))
        .first();
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

  /**
   * Opens the table, with the columns that its YAML has gained; readers find them empty until the
   * next publication. A new one starts with an empty snapshot, from which a branch can start.
   *
   * @throws IllegalStateException when a column's type changed so that old rows cannot have it
   */
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
    extend(table, schema);
    return table;
  }

  private void extend(Table table, Schema wanted) {
    UpdateSchema update = table.updateSchema();
    boolean changed = false;
    String before = null;
    for (NestedField column : wanted.columns()) {
      NestedField present = table.schema().findField(column.name());
      if (present == null) {
        update.addColumn(column.name(), column.type(), column.doc());
        if (before == null) {
          update.moveFirst(column.name());
        } else {
          update.moveAfter(column.name(), before);
        }
        changed = true;
      } else if (!SparkSchemaUtil.convert(present.type())
          .equals(SparkSchemaUtil.convert(column.type()))) {
        update.updateColumn(column.name(), promoted(present, column));
        changed = true;
      }
      before = column.name();
    }
    if (changed) {
      update.commit();
    }
  }

  private PrimitiveType promoted(NestedField present, NestedField column) {
    if (!column.type().isPrimitiveType()
        || !TypeUtil.isPromotionAllowed(present.type(), column.type().asPrimitiveType())) {
      throw new IllegalStateException(
          "Column %s of %s is %s in the lake and %s in %s, which rows that are there cannot have."
                  .formatted(
                      column.name(),
                      definition.qualified(),
                      present.type(),
                      column.type(),
                      definition.file().getFileName())
              + " Give the column another name");
    }
    return column.type().asPrimitiveType();
  }
}
