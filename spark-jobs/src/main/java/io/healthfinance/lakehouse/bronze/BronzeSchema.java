package io.healthfinance.lakehouse.bronze;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * What the bronze table of a contract looks like: the Debezium envelope in wire types, every field
 * optional, plus {@code landing_hour}, by which it is partitioned.
 */
final class BronzeSchema {

  static final String LANDING_HOUR = "landing_hour";

  private static final Types.LongType BIGINT = Types.LongType.get();
  private static final Types.StringType TEXT = Types.StringType.get();

  private final TableContract contract;
  private final AtomicInteger lastId = new AtomicInteger();

  private BronzeSchema(TableContract contract) {
    this.contract = contract;
  }

  static Schema of(TableContract contract) {
    return new BronzeSchema(contract).build();
  }

  static PartitionSpec partitioning(Schema schema) {
    return PartitionSpec.builderFor(schema).identity(LANDING_HOUR).build();
  }

  /**
   * Table properties. Bounds are kept for the columns by which a row is looked up and no others:
   * names and numbers of patients do not belong into manifests.
   */
  static Map<String, String> properties(TableContract contract) {
    Map<String, String> properties = new HashMap<>();
    properties.put("format-version", "2");
    properties.put("write.parquet.compression-codec", "snappy");
    properties.put("commit.retry.num-retries", "20");
    properties.put("commit.retry.min-wait-ms", "20");
    properties.put("write.metadata.delete-after-commit.enabled", "true");
    properties.put("write.metadata.previous-versions-max", "20");
    properties.put("write.metadata.metrics.default", "counts");
    for (String column : List.of("op", "ts_ms", "source.lsn", "source.ts_ms")) {
      properties.put("write.metadata.metrics.column." + column, "full");
    }
    for (String key : contract.key()) {
      properties.put("write.metadata.metrics.column.before." + key, "truncate(36)");
      properties.put("write.metadata.metrics.column.after." + key, "truncate(36)");
    }
    return properties;
  }

  private Schema build() {
    return new Schema(
        field("before", image()),
        field("after", image()),
        field("source", source()),
        field("op", TEXT),
        field("ts_ms", BIGINT),
        field("transaction", transaction()),
        field(LANDING_HOUR, TEXT));
  }

  private Type image() {
    List<NestedField> fields = new ArrayList<>();
    for (ColumnContract column : contract.columns()) {
      fields.add(field(column.name(), wireType(column.type())));
    }
    return Types.StructType.of(fields);
  }

  private Type source() {
    return Types.StructType.of(
        field("version", TEXT),
        field("connector", TEXT),
        field("name", TEXT),
        field("ts_ms", BIGINT),
        field("snapshot", TEXT),
        field("db", TEXT),
        field("sequence", TEXT),
        field("schema", TEXT),
        field("table", TEXT),
        field("txId", BIGINT),
        field("lsn", BIGINT),
        field("xmin", BIGINT));
  }

  private Type transaction() {
    return Types.StructType.of(
        field("id", TEXT), field("total_order", BIGINT), field("data_collection_order", BIGINT));
  }

  private Type wireType(ColumnType type) {
    return type.kind() == ColumnType.Kind.ARRAY
        ? Types.ListType.ofOptional(lastId.incrementAndGet(), wireType(type.element()))
        : Types.fromPrimitiveString(
            switch (type.wireType()) {
              case "bigint" -> "long";
              default -> type.wireType();
            });
  }

  private NestedField field(String name, Type type) {
    return NestedField.optional(lastId.incrementAndGet(), name, type);
  }
}
