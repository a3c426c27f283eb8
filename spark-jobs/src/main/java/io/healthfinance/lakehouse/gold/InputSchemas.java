package io.healthfinance.lakehouse.gold;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.load.OpsColumns;
import io.healthfinance.lakehouse.catalog.reference.ReferenceTable;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.ops.OpsTable;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.spark.sql.types.StructType;

/**
 * The Spark schema of every table that a SELECT may read: source tables as silver serves them,
 * their histories, derived silver and gold tables, reference tables and the records of the lake.
 */
public final class InputSchemas {

  private static final String HISTORY = "_history";
  private static final String REFERENCE = "ref_";

  private final Catalog catalog;

  public InputSchemas(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The schema of an input of a table. */
  public StructType of(SqlTable table, String input) {
    return input.equals(SqlTable.PUBLISHED) ? published(table) : of(input);
  }

  /**
   * The schema of an input by the name a SELECT uses for it.
   *
   * @throws IllegalArgumentException when the catalog has no such table
   */
  public StructType of(String input) {
    Optional<TableContract> source = catalog.findSource(input);
    if (source.isPresent()) {
      return base(source.get());
    }
    if (input.startsWith(OpsColumns.PREFIX)) {
      String record = input.substring(OpsColumns.PREFIX.length());
      Optional<OpsTable<?>> ops =
          OpsTable.ALL.stream().filter(table -> table.name().equals(record)).findFirst();
      if (ops.isPresent()) {
        return SparkSchemaUtil.convert(ops.get().schema());
      }
    }
    if (input.startsWith(REFERENCE)) {
      ReferenceTable reference = catalog.references().get(input.substring(REFERENCE.length()));
      if (reference != null) {
        return reference(reference);
      }
    }
    Optional<SqlTable> derived =
        Stream.concat(catalog.silver().stream(), catalog.gold().stream())
            .filter(table -> table.table().equals(input))
            .findFirst();
    if (derived.isPresent()) {
      return published(derived.get());
    }
    if (input.endsWith(HISTORY)) {
      String table = input.substring(0, input.length() - HISTORY.length());
      Optional<TableContract> kept = catalog.findSource(table).filter(TableContract::history);
      if (kept.isPresent()) {
        return history(kept.get());
      }
    }
    throw new IllegalArgumentException(
        "The catalog has no table %s: it is neither a source table, a history, a ref_ table nor a"
                .formatted(input)
            + " derived one");
  }

  /** Columns of a derived table in published order. */
  public static StructType published(SqlTable table) {
    StructType schema = new StructType();
    for (SqlTable.Column column : table.columns()) {
      schema = schema.add(column.name(), column.type());
    }
    return schema;
  }

  private static StructType reference(ReferenceTable reference) {
    StructType schema = new StructType();
    for (ReferenceTable.Column column : reference.columns()) {
      schema = schema.add(column.name(), column.type().silverType());
    }
    return schema;
  }

  private static StructType base(TableContract contract) {
    StructType schema = new StructType();
    for (var column : contract.clearColumns()) {
      schema = schema.add(column.name(), column.type().silverType());
    }
    for (var column : contract.tokenColumns()) {
      schema = schema.add(column.tokenName(), "string");
    }
    return schema
        .add("_epoch", "int")
        .add("_class", "int")
        .add("_lsn", "bigint")
        .add("_changed", "boolean")
        .add("_source_ts", "timestamp")
        .add("_payload_hash", "bigint")
        .add("_warnings", "array<string>")
        .add("_newer_rejected_lsn", "bigint")
        .add("_run_id", "string");
  }

  private static StructType history(TableContract contract) {
    return base(contract)
        .add("valid_from", "timestamp")
        .add("valid_to", "timestamp")
        .add("is_current", "boolean")
        .add("valid_from_known", "boolean");
  }
}
