package io.healthfinance.lakehouse.gold;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/** Compares a row with what a worked case names of it; columns and fields not named are free. */
final class RowComparison {

  private RowComparison() {}

  /** One sentence per difference, empty when all named columns agree. */
  static List<String> differences(
      Map<String, Object> expected, Row actual, StructType schema, String where) {
    CaseValues.requireKnown(expected, schema, where);
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, Object> entry : expected.entrySet()) {
      int index = schema.fieldIndex(entry.getKey());
      compare(
          entry.getValue(),
          actual.get(index),
          schema.fields()[index].dataType(),
          where + "." + entry.getKey(),
          differences);
    }
    return differences;
  }

  @SuppressWarnings("unchecked")
  private static void compare(
      Object expected, Object actual, DataType type, String where, List<String> differences) {
    if (expected == null || actual == null) {
      if (expected != actual) {
        differences.add("%s: expected %s, got %s".formatted(where, expected, actual));
      }
    } else if (type instanceof StructType struct) {
      differences.addAll(differences((Map<String, Object>) expected, (Row) actual, struct, where));
    } else if (type instanceof ArrayType array) {
      compareElements((List<Object>) expected, elements(actual), array, where, differences);
    } else if (!Objects.equals(CaseValues.of(expected, type, where), actual)) {
      differences.add("%s: expected %s, got %s".formatted(where, expected, actual));
    }
  }

  private static void compareElements(
      List<Object> expected,
      List<Object> actual,
      ArrayType type,
      String where,
      List<String> differences) {
    if (expected.size() != actual.size()) {
      differences.add("%s: expected %s, got %s".formatted(where, expected, actual));
      return;
    }
    for (int i = 0; i < expected.size(); i++) {
      compare(
          expected.get(i), actual.get(i), type.elementType(), where + "[" + i + "]", differences);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Object> elements(Object array) {
    return array instanceof scala.collection.Seq<?> seq
        ? (List<Object>) JavaConverters.seqAsJavaListConverter(seq).asJava()
        : (List<Object>) array;
  }
}
