package io.healthfinance.lakehouse.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Counts references without a parent. Referential integrity is a fact about two tables at one
 * moment, so it is counted against pinned parents and never stored in a row.
 */
public final class Orphans {

  private Orphans() {}

  /** The columns of a contract that refer to another table and that silver keeps in clear. */
  public static List<ColumnContract> references(TableContract contract) {
    return contract.clearColumns().stream()
        .filter(column -> column.references().isPresent())
        .toList();
  }

  /**
   * One query for all references: each is a left join with the parent's distinct keys, so a parent
   * never multiplies a row; how to join is left to adaptive execution.
   *
   * @param touched the rows whose references are counted
   * @param references columns of {@code touched} with {@link ColumnContract#references}
   * @param parents the pinned snapshot of a parent table, by table name
   * @return one entry per reference, in the order given
   */
  public static List<ReferenceCounts> count(
      Dataset<Row> touched,
      List<ColumnContract> references,
      Function<String, Dataset<Row>> parents) {
    if (references.isEmpty()) {
      return List.of();
    }
    Column[] values =
        references.stream()
            .map(reference -> col(reference.name()).as(value(references.indexOf(reference))))
            .toArray(Column[]::new);
    Dataset<Row> joined = touched.select(values);
    List<Column> counts = new ArrayList<>();
    for (int i = 0; i < references.size(); i++) {
      joined = joined.join(keys(references.get(i), i, parents), parentOf(i), "left_outer");
      counts.add(functions.count(col(value(i))));
      counts.add(
          functions.count(when(col(value(i)).isNotNull().and(col(found(i)).isNull()), lit(1))));
    }
    Row totals = joined.agg(counts.get(0), rest(counts)).first();
    List<ReferenceCounts> result = new ArrayList<>();
    for (int i = 0; i < references.size(); i++) {
      result.add(
          new ReferenceCounts(
              references.get(i).name(),
              references.get(i).references().orElseThrow().table(),
              totals.getLong(2 * i),
              totals.getLong(2 * i + 1)));
    }
    return List.copyOf(result);
  }

  private static Dataset<Row> keys(
      ColumnContract reference, int index, Function<String, Dataset<Row>> parents) {
    ColumnContract.Reference parent =
        reference
            .references()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Column " + reference.name() + " refers to no other table"));
    Dataset<Row> rows = parents.apply(parent.table());
    if (rows == null) {
      throw new IllegalArgumentException(
          "The parent %s of column %s has no snapshot to count against"
              .formatted(parent, reference.name()));
    }
    return rows.select(col(parent.column()).as(key(index)))
        .distinct()
        .withColumn(found(index), lit(true));
  }

  private static Column parentOf(int index) {
    return col(value(index)).equalTo(col(key(index)));
  }

  private static Column[] rest(List<Column> counts) {
    return counts.subList(1, counts.size()).toArray(Column[]::new);
  }

  private static String value(int index) {
    return "reference_" + index;
  }

  private static String key(int index) {
    return "parent_" + index;
  }

  private static String found(int index) {
    return "found_" + index;
  }
}
