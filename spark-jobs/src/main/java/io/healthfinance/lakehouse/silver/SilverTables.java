package io.healthfinance.lakehouse.silver;

import static java.util.stream.Collectors.joining;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.TableLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.iceberg.types.Types;
import org.apache.spark.sql.types.StructType;

/**
 * The Iceberg tables of one source table: the served one, its tombstones, its quarantine and, where
 * the contract asks for it, its history and the versions that history is spliced from. Creates them
 * and adds columns that the contract gained.
 */
final class SilverTables {

  private final TableContract contract;
  private final LakeCatalog catalog;

  SilverTables(TableContract contract, LakeCatalog catalog) {
    this.contract = contract;
    this.catalog = catalog;
  }

  Table served() {
    Table served =
        open(
            "silver",
            contract.table(),
            servedColumns(),
            TableLayout.served(contract.size()),
            ReplayScope.record(contract));
    if (!ReplayScope.isRecorded(served, contract)) {
      UpdateProperties update = served.updateProperties();
      ReplayScope.record(contract).forEach(update::set);
      update.commit();
    }
    return served;
  }

  Table history() {
    List<String> columns = new ArrayList<>(valueColumns());
    columns.add(column("valid_from", "timestamp", "Start of the version, UTC."));
    columns.add(column("valid_to", "timestamp", "End of the version, exclusive; NULL while open."));
    columns.add(column("is_current", "boolean", "Whether the version is open."));
    columns.add(
        column("valid_from_known", "boolean", "False for the first version of a snapshot."));
    columns.addAll(positionColumns());
    columns.add(column(SystemColumns.RUN_ID, "string", "Run that wrote the row."));
    return open(
        "silver",
        contract.table() + "_history",
        columns,
        TableLayout.served(TableContract.Size.SMALL));
  }

  Table tombstones() {
    List<String> columns = new ArrayList<>(keyColumns());
    columns.addAll(positionColumns());
    return open("state", contract.table(), columns, TableLayout.appendOnly());
  }

  Table versions() {
    List<String> columns = new ArrayList<>(valueColumns());
    columns.addAll(positionColumns());
    columns.add(column("_op", "string", "Debezium operation."));
    return open("state", contract.table() + "_versions", columns, TableLayout.appendOnly());
  }

  Table quarantine() {
    List<String> columns =
        List.of(
            column("file", "string", "Landing file of the event."),
            column("row_pos", "bigint", "Position of the event in its file, from 0."),
            column("key_token", "string", "Keyed token of the primary key."),
            column("op", "string", "Debezium operation."),
            column("epoch", "int", "Epoch of the source."),
            column("class", "int", "0 snapshot, 1 streamed."),
            column("lsn", "bigint", "Log sequence number."),
            column("source_ts", "timestamp", "When the source committed the event."),
            column("landing_hour", "string", "Landing hour, yyyy-MM-dd-HH."),
            column("rules", "array<string>", "Broken rules, sorted."),
            column("run_id", "string", "Run that quarantined the event."));
    return open("quarantine", contract.table(), columns, TableLayout.appendOnly());
  }

  /** Silver columns in order: clear values, then tokens. */
  static List<String> valueNames(TableContract contract) {
    List<String> names = new ArrayList<>();
    contract.clearColumns().forEach(column -> names.add(column.name()));
    contract.tokenColumns().forEach(column -> names.add(column.tokenName()));
    return names;
  }

  private List<String> servedColumns() {
    List<String> columns = new ArrayList<>(valueColumns());
    columns.addAll(positionColumns());
    columns.add(column(SystemColumns.WARNINGS, "array<string>", "Warn rules that the row breaks."));
    columns.add(
        column(
            SystemColumns.NEWER_REJECTED_LSN,
            "bigint",
            "LSN of a newer event of this key that is in quarantine."));
    columns.add(column(SystemColumns.RUN_ID, "string", "Run that last wrote the row."));
    return columns;
  }

  private List<String> valueColumns() {
    List<String> columns = new ArrayList<>();
    for (ColumnContract column : contract.clearColumns()) {
      columns.add(column(column.name(), column.type().silverType(), described(column)));
    }
    for (ColumnContract column : contract.tokenColumns()) {
      columns.add(column(column.tokenName(), "string", "Keyed token of " + column.name() + "."));
    }
    return columns;
  }

  private static String described(ColumnContract column) {
    return column.description() + column.unit().map(unit -> " [" + unit + "]").orElse("");
  }

  private List<String> keyColumns() {
    return contract.key().stream()
        .map(key -> column(key, contract.column(key).type().silverType(), "Key."))
        .toList();
  }

  private static List<String> positionColumns() {
    return List.of(
        column(SystemColumns.EPOCH, "int", "Epoch of the source."),
        column(SystemColumns.CLASS, "int", "0 snapshot, 1 streamed."),
        column(SystemColumns.LSN, "bigint", "Log sequence number."),
        column(SystemColumns.CHANGED, "boolean", "False when a snapshot only read the row."),
        column(SystemColumns.SOURCE_TS, "timestamp", "When the source committed the event."),
        column(SystemColumns.PAYLOAD_HASH, "bigint", "Hash of the carried values."));
  }

  private static String column(String name, String type, String comment) {
    return "`"
        + name
        + "` "
        + type
        + " COMMENT '"
        + comment.replace("\\", "\\\\").replace("'", "\\'")
        + "'";
  }

  private Table open(String namespace, String name, List<String> columns, TableLayout layout) {
    return open(namespace, name, columns, layout, Map.of());
  }

  private Table open(
      String namespace,
      String name,
      List<String> columns,
      TableLayout layout,
      Map<String, String> more) {
    String ddl = columns.stream().collect(joining(", "));
    Schema schema = SparkSchemaUtil.convert(StructType.fromDDL(ddl));
    PartitionSpec spec =
        layout.buckets() > 1
            ? PartitionSpec.builderFor(schema)
                .bucket(contract.key().get(0), layout.buckets())
                .build()
            : PartitionSpec.unpartitioned();
    Map<String, String> properties = new HashMap<>(layout.properties());
    properties.putAll(more);
    Table table =
        catalog.createIfAbsent(TableIdentifier.of(namespace, name), schema, spec, properties);
    addMissing(table, schema);
    if (table.currentSnapshot() == null) {
      // Branches and rollbacks need a snapshot to start from.
      table.newAppend().set(Ledger.BATCH, "0").commit();
    }
    return table;
  }

  private static void addMissing(Table table, Schema wanted) {
    Set<String> present =
        table.schema().columns().stream().map(Types.NestedField::name).collect(Collectors.toSet());
    UpdateSchema update = table.updateSchema();
    boolean changed = false;
    for (Types.NestedField field : wanted.columns()) {
      if (!present.contains(field.name())) {
        update.addColumn(field.name(), field.type(), field.doc());
        changed = true;
      }
    }
    if (changed) {
      update.commit();
    }
  }
}
