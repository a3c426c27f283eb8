package io.healthfinance.lakehouse.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Measures how well the required and critical columns of a served table are filled. */
public final class Completeness {

  private Completeness() {}

  /**
   * One Spark aggregate over the table.
   *
   * @return required columns in contract order, then critical ones; silver's names of them
   */
  public static List<ColumnCompleteness> of(Dataset<Row> served, TableContract contract) {
    return of(
        served, CompletenessColumns.required(contract), CompletenessColumns.critical(contract));
  }

  /** The same for a table without a contract, for example the key of a gold table. */
  public static List<ColumnCompleteness> of(
      Dataset<Row> served, List<String> required, List<String> critical) {
    List<String> columns = new ArrayList<>(required);
    columns.addAll(critical);
    Column[] counts = columns.stream().map(column -> count(col(column))).toArray(Column[]::new);
    Row totals = served.agg(count(lit(1)), counts).first();
    List<ColumnCompleteness> result = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      result.add(
          new ColumnCompleteness(
              columns.get(i), i >= required.size(), totals.getLong(0), totals.getLong(i + 1)));
    }
    return List.copyOf(result);
  }
}
