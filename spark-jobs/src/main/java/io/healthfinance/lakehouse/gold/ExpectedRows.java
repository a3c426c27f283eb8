package io.healthfinance.lakehouse.gold;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.catalog.sql.SqlTable.WorkedCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Compares the rows of a SELECT with those that a worked case expects. */
final class ExpectedRows {

  private ExpectedRows() {}

  /** One sentence per difference, empty when the case holds; rows are of the published schema. */
  static List<String> differences(SqlTable table, WorkedCase workedCase, List<Row> rows) {
    StructType schema = InputSchemas.published(table);
    List<String> differences = new ArrayList<>();
    // A daily table has a row for every day: its cases name the days that matter.
    if (table.restatement().isEmpty() && rows.size() != workedCase.expected().size()) {
      differences.add(
          "%s: expected %d rows, got %d: %s"
              .formatted(
                  table.table(), workedCase.expected().size(), rows.size(), keys(table, rows)));
    }
    for (Map<String, Object> expected : workedCase.expected()) {
      List<Row> matching =
          rows.stream().filter(row -> sameKey(table, expected, row, schema)).toList();
      if (matching.size() == 1) {
        differences.addAll(
            RowComparison.differences(expected, matching.get(0), schema, table.table()));
      } else {
        differences.add(
            "%s: %d rows for the expected key %s; rows have %s"
                .formatted(
                    table.table(), matching.size(), keyOf(table, expected), keys(table, rows)));
      }
    }
    return differences;
  }

  private static boolean sameKey(
      SqlTable table, Map<String, Object> expected, Row row, StructType schema) {
    return RowComparison.differences(keyOf(table, expected), row, schema, table.table()).isEmpty();
  }

  private static Map<String, Object> keyOf(SqlTable table, Map<String, Object> expected) {
    Map<String, Object> key = new HashMap<>();
    for (String column : table.key()) {
      if (!expected.containsKey(column)) {
        throw new IllegalArgumentException(
            "An expected row of %s leaves out the key column %s".formatted(table.table(), column));
      }
      key.put(column, expected.get(column));
    }
    return key;
  }

  private static List<String> keys(SqlTable table, List<Row> rows) {
    return rows.stream()
        .map(row -> table.key().stream().map(k -> String.valueOf((Object) row.getAs(k))).toList())
        .map(Object::toString)
        .sorted()
        .toList();
  }
}
