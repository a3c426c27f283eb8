package io.healthfinance.lakehouse.gold;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/** Values of a worked case, as YAML writes them, turned into values of a Spark type. */
final class CaseValues {

  private CaseValues() {}

  /**
   * A row of the given schema; columns that the case leaves out are NULL.
   *
   * @throws IllegalArgumentException when the case names a column that the schema lacks, or writes
   *     a value that its type cannot hold
   */
  static Row row(Map<String, Object> values, StructType schema, String where) {
    requireKnown(values, schema, where);
    Object[] row = new Object[schema.length()];
    for (int i = 0; i < row.length; i++) {
      StructField field = schema.fields()[i];
      row[i] = of(values.get(field.name()), field.dataType(), where + "." + field.name());
    }
    return RowFactory.create(row);
  }

  static void requireKnown(Map<String, Object> values, StructType schema, String where) {
    TreeSet<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(List.of(schema.fieldNames()));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "%s names unknown columns %s; it has %s"
              .formatted(where, unknown, String.join(", ", schema.fieldNames())));
    }
  }

  /** One value in the form that {@link Row} uses for the type. */
  static Object of(Object value, DataType type, String where) {
    if (value == null) {
      return null;
    }
    try {
      return typed(value, type, where);
    } catch (RuntimeException e) {
      if (e instanceof IllegalArgumentException known && known.getMessage().contains(where)) {
        throw known;
      }
      throw new IllegalArgumentException(
          "%s: a worked case writes %s where %s is expected"
              .formatted(where, value, type.simpleString()),
          e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Object typed(Object value, DataType type, String where) {
    if (type instanceof StringType) {
      return value instanceof Date date ? date.toInstant().toString() : value.toString();
    }
    if (type instanceof IntegerType) {
      return Integer.valueOf(value.toString());
    }
    if (type instanceof LongType) {
      return Long.valueOf(value.toString());
    }
    if (type instanceof DoubleType) {
      return Double.valueOf(value.toString());
    }
    if (type instanceof BooleanType) {
      return (Boolean) value;
    }
    if (type instanceof DecimalType decimal) {
      return new BigDecimal(value.toString()).setScale(decimal.scale(), RoundingMode.UNNECESSARY);
    }
    if (type instanceof DateType) {
      return java.sql.Date.valueOf(day(value));
    }
    if (type instanceof TimestampType) {
      return Timestamp.from(instant(value));
    }
    if (type instanceof ArrayType array) {
      List<Object> elements = new ArrayList<>();
      for (Object element : (List<Object>) value) {
        elements.add(of(element, array.elementType(), where + "[]"));
      }
      return elements;
    }
    if (type instanceof StructType struct) {
      return row((Map<String, Object>) value, struct, where);
    }
    throw new IllegalArgumentException(
        where + ": worked cases cannot write values of type " + type.simpleString());
  }

  private static LocalDate day(Object value) {
    return value instanceof Date date
        ? LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC)
        : LocalDate.parse(value.toString());
  }

  /** A day alone is its first instant, a time without zone is UTC. */
  private static Instant instant(Object value) {
    if (value instanceof Date date) {
      return date.toInstant();
    }
    String text = value.toString().strip().replace(' ', 'T');
    if (text.length() == 10) {
      return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    return text.endsWith("Z")
        ? Instant.parse(text)
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }
}
