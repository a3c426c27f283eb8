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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The inputs of worked cases as temporary views.
 *
 * <p>An input that a case does not mention is empty, except reference tables, which hold their real
 * data unless the case gives rows of its own.
 */
final class CaseInputs {

  private final SparkSession spark;
  private final Catalog catalog;
  private final InputSchemas schemas;
  private final Map<String, String> referenceViews = new HashMap<>();

  CaseInputs(SparkSession spark, Catalog catalog) {
    this.spark = spark;
    this.catalog = catalog;
    this.schemas = new InputSchemas(catalog);
  }

  /**
   * The view of every input of the table. Views of the same prefix are replaced by the next case.
   *
   * @throws IllegalArgumentException when the case names a table or column that does not exist
   */
  Map<String, String> relations(SqlTable table, WorkedCase workedCase, String prefix) {
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
      relations.put(input.name(), relation(table, input.name(), given.get(input.name()), prefix));
    }
    return relations;
  }

  private String relation(
      SqlTable table, String input, List<Map<String, Object>> rows, String prefix) {
    ReferenceTable reference =
        input.startsWith("ref_") ? catalog.references().get(input.substring(4)) : null;
    if (rows == null && reference != null) {
      return referenceViews.computeIfAbsent(input, name -> referenceView(name, reference));
    }
    StructType schema = schemas.of(table, input);
    List<Row> typed =
        (rows == null ? List.<Map<String, Object>>of() : rows)
            .stream().map(row -> CaseValues.row(row, schema, input)).toList();
    String view = prefix + input;
    // One partition stands for all: no query over it needs an exchange.
    spark.createDataFrame(typed, schema).coalesce(1).createOrReplaceTempView(view);
    return view;
  }

  private String referenceView(String input, ReferenceTable reference) {
    String view = "real_" + input;
    List<Row> rows =
        spark
            .read()
            .option("header", "true")
            .option("quote", "\"")
            .option("escape", "\"")
            .option("mode", "FAILFAST")
            .schema(schemas.of(input))
            .csv(spark.createDataset(lines(reference), Encoders.STRING()))
            .collectAsList();
    // Read once: a view over the CSV would be parsed again by every query.
    spark.createDataFrame(rows, schemas.of(input)).coalesce(1).createOrReplaceTempView(view);
    return view;
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
