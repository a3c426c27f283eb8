package io.healthfinance.lakehouse.gold;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.reference.ReferenceTable;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.catalog.sql.SqlTable.TableRows;
import io.healthfinance.lakehouse.catalog.sql.SqlTable.WorkedCase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Runs the worked cases of derived tables: small inputs typed by the catalog, the table's own
 * SELECT, and the rows it must give.
 *
 * <p>An input that a case does not mention is empty, except reference tables, which hold their real
 * data unless the case gives rows of its own.
 */
public final class WorkedCaseRunner {

  private final SparkSession spark;
  private final Catalog catalog;
  private final ZoneId zone;
  private final InputSchemas schemas;
  private final SelectRenderer renderer = new SelectRenderer();
  private final Map<String, String> referenceViews = new HashMap<>();

  public WorkedCaseRunner(SparkSession spark, Catalog catalog, ZoneId zone) {
    this.spark = spark;
    this.catalog = catalog;
    this.zone = zone;
    this.schemas = new InputSchemas(catalog);
  }

  /**
   * Differences between the rows of the SELECT and the rows the case expects, one sentence each;
   * empty when the case holds.
   *
   * @throws IllegalArgumentException when the case names a table or column that does not exist
   */
  public List<String> run(SqlTable table, WorkedCase workedCase) {
    Dataset<Row> result = result(table, workedCase);
    List<String> differences = new ArrayList<>(schemaDifferences(table, result.schema()));
    if (differences.isEmpty()) {
      differences.addAll(rowDifferences(table, workedCase, result.collectAsList()));
    }
    return differences;
  }

  /** The rows that the SELECT gives over the inputs of a case, whatever the case expects. */
  public List<Row> rows(SqlTable table, WorkedCase workedCase) {
    return result(table, workedCase).collectAsList();
  }

  private Dataset<Row> result(SqlTable table, WorkedCase workedCase) {
    Map<String, String> relations = relations(table, workedCase);
    return spark.sql(
        renderer.render(table, relations::get, Instant.parse(workedCase.asOf()), zone));
  }

  private Map<String, String> relations(SqlTable table, WorkedCase workedCase) {
    Map<String, List<Map<String, Object>>> given = new HashMap<>();
    for (TableRows rows : workedCase.inputs()) {
      given.put(rows.table(), rows.rows());
    }
    TreeSet<String> unread = new TreeSet<>(given.keySet());
    table.inputs().forEach(input -> unread.remove(input.name()));
    if (!unread.isEmpty()) {
      throw new IllegalArgumentException(
          "Worked case '%s' of %s gives rows for %s, which the table does not read"
              .formatted(workedCase.name(), table.table(), unread));
    }
    Map<String, String> relations = new HashMap<>();
    for (SqlTable.Input input : table.inputs()) {
      relations.put(input.name(), relation(table, input.name(), given.get(input.name())));
    }
    return relations;
  }

  private String relation(SqlTable table, String input, List<Map<String, Object>> rows) {
    ReferenceTable reference =
        input.startsWith("ref_") ? catalog.references().get(input.substring(4)) : null;
    if (rows == null && reference != null) {
      return referenceViews.computeIfAbsent(input, name -> referenceView(name, reference));
    }
    StructType schema = schemas.of(table, input);
    List<Row> typed =
        (rows == null ? List.<Map<String, Object>>of() : rows)
            .stream().map(row -> CaseValues.row(row, schema, input)).toList();
    String view = "case_" + input;
    spark.createDataFrame(typed, schema).createOrReplaceTempView(view);
    return view;
  }

  private String referenceView(String input, ReferenceTable reference) {
    String view = "real_" + input;
    spark
        .read()
        .option("header", "true")
        .option("quote", "\"")
        .option("escape", "\"")
        .option("mode", "FAILFAST")
        .schema(schemas.of(input))
        .csv(spark.createDataset(lines(reference), Encoders.STRING()))
        .createOrReplaceTempView(view);
    return view;
  }

  /** The SELECT must give the published columns, in order, with exactly the published types. */
  private static List<String> schemaDifferences(SqlTable table, StructType actual) {
    StructType published = InputSchemas.published(table);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < Math.max(published.length(), actual.length()); i++) {
      String expected = i < published.length() ? text(published.fields()[i]) : "no column";
      String got = i < actual.length() ? text(actual.fields()[i]) : "no column";
      if (!expected.equals(got)) {
        differences.add(
            "%s column %d: published as %s, SELECT gives %s"
                .formatted(table.table(), i + 1, expected, got));
      }
    }
    return differences;
  }

  private static String text(StructField field) {
    return field.name() + " " + field.dataType().catalogString();
  }

  private static List<String> rowDifferences(
      SqlTable table, WorkedCase workedCase, List<Row> rows) {
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

  /** Read here and not by Spark: the catalog may lie inside a jar. */
  private static List<String> lines(ReferenceTable reference) {
    try {
      return Files.readAllLines(reference.data(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read reference data " + reference.data(), e);
    }
  }
}
