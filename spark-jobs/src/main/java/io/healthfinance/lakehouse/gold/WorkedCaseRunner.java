package io.healthfinance.lakehouse.gold;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.catalog.sql.SqlTable.WorkedCase;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
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
  private final ZoneId zone;
  private final CaseInputs inputs;
  private final Function<Dataset<Row>, List<Row>> collector;
  private final SelectRenderer renderer = new SelectRenderer();

  public WorkedCaseRunner(SparkSession spark, Catalog catalog, ZoneId zone) {
    this(spark, catalog, zone, Dataset::collectAsList);
  }

  /** Rows are fetched by {@code collector}, which may know a cheaper way for a handful of them. */
  WorkedCaseRunner(
      SparkSession spark,
      Catalog catalog,
      ZoneId zone,
      Function<Dataset<Row>, List<Row>> collector) {
    this.spark = spark;
    this.zone = zone;
    this.collector = collector;
    this.inputs = new CaseInputs(spark, catalog);
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
      differences.addAll(ExpectedRows.differences(table, workedCase, collector.apply(result)));
    }
    return differences;
  }

  /** The rows that the SELECT gives over the inputs of a case, whatever the case expects. */
  public List<Row> rows(SqlTable table, WorkedCase workedCase) {
    return collector.apply(result(table, workedCase));
  }

  private Dataset<Row> result(SqlTable table, WorkedCase workedCase) {
    Map<String, String> relations = inputs.relations(table, workedCase, "case_");
    return spark.sql(
        renderer.render(table, relations::get, Instant.parse(workedCase.asOf()), zone));
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
}
