package io.healthfinance.lakehouse.bench.engine;

import static java.util.stream.Collectors.joining;

import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Iceberg's types in DuckDB. */
final class DuckTypes {

  private DuckTypes() {}

  /** A relation with the columns of a table and no rows. */
  static String empty(Schema schema) {
    return schema.columns().stream()
        .map(field -> "NULL::%s AS \"%s\"".formatted(of(field.type()), field.name()))
        .collect(joining(", ", "(SELECT ", " WHERE false)"));
  }

  private static String of(Type type) {
    return switch (type.typeId()) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> "INTEGER";
      case LONG -> "BIGINT";
      case FLOAT -> "FLOAT";
      case DOUBLE -> "DOUBLE";
      case DATE -> "DATE";
      case STRING -> "VARCHAR";
      case DECIMAL -> type.toString();
      case TIMESTAMP ->
          ((Types.TimestampType) type).shouldAdjustToUTC() ? "TIMESTAMPTZ" : "TIMESTAMP";
      case LIST -> of(((Types.ListType) type).elementType()) + "[]";
      case STRUCT ->
          type.asStructType().fields().stream()
              .map(field -> "\"%s\" %s".formatted(field.name(), of(field.type())))
              .collect(joining(", ", "STRUCT(", ")"));
      default -> throw new IllegalArgumentException("No DuckDB type for " + type);
    };
  }
}
