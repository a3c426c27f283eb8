package io.healthfinance.lakehouse.datagen.landing;

import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * The Parquet schema of a table's envelopes: Debezium's wire types, no field ids.
 *
 * @param added a nullable text column that the contract does not know yet
 * @param retyped a numeric column that is written as a double against the contract
 */
record EnvelopeSchema(TableContract contract, Optional<String> added, Optional<String> retyped) {

  private static final int INT_DIGITS = 9;
  private static final int LONG_DIGITS = 18;

  static EnvelopeSchema of(TableContract contract) {
    return new EnvelopeSchema(contract, Optional.empty(), Optional.empty());
  }

  MessageType message() {
    return new MessageType(
        "Envelope",
        row("before"),
        row("after"),
        source(),
        text("op"),
        optional(INT64, "ts_ms"),
        new GroupType(
            Type.Repetition.OPTIONAL,
            "transaction",
            text("id"),
            optional(INT64, "total_order"),
            optional(INT64, "data_collection_order")));
  }

  private static GroupType source() {
    return new GroupType(
        Type.Repetition.OPTIONAL,
        "source",
        text("version"),
        text("connector"),
        text("name"),
        optional(INT64, "ts_ms"),
        text("snapshot"),
        text("db"),
        text("sequence"),
        text("schema"),
        text("table"),
        optional(INT64, "txId"),
        optional(INT64, "lsn"),
        optional(INT64, "xmin"));
  }

  private GroupType row(String name) {
    List<Type> fields = new ArrayList<>();
    for (ColumnContract column : contract.columns()) {
      boolean asDouble = retyped.filter(column.name()::equals).isPresent();
      fields.add(asDouble ? optional(DOUBLE, column.name()) : field(column.type(), column.name()));
    }
    added.ifPresent(column -> fields.add(text(column)));
    return new GroupType(Type.Repetition.OPTIONAL, name, fields);
  }

  private static Type field(ColumnType type, String name) {
    return switch (type.kind()) {
      case STRING, UUID, JSON, TIMESTAMPTZ -> text(name);
      case BOOLEAN -> optional(BOOLEAN, name);
      case SMALLINT, INT, DATE -> optional(INT32, name);
      case BIGINT, TIME, TIMESTAMP -> optional(INT64, name);
      case DECIMAL -> decimal(type, name);
      case ARRAY -> Types.optionalList().element(field(type.element(), "element")).named(name);
    };
  }

  private static PrimitiveType decimal(ColumnType type, String name) {
    var annotation = decimalType(type.scale(), type.precision());
    if (type.precision() <= INT_DIGITS) {
      return Types.optional(INT32).as(annotation).named(name);
    } else if (type.precision() <= LONG_DIGITS) {
      return Types.optional(INT64).as(annotation).named(name);
    }
    return Types.optional(FIXED_LEN_BYTE_ARRAY)
        .length(fixedLength(type.precision()))
        .as(annotation)
        .named(name);
  }

  /** Bytes of a two's complement number with so many decimal digits. */
  static int fixedLength(int digits) {
    return (int) Math.ceil((digits * Math.log(10) / Math.log(2) + 1) / 8);
  }

  private static PrimitiveType text(String name) {
    return Types.optional(BINARY).as(stringType()).named(name);
  }

  private static PrimitiveType optional(PrimitiveType.PrimitiveTypeName type, String name) {
    return Types.optional(type).named(name);
  }
}
