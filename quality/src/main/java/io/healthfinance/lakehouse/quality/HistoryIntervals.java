package io.healthfinance.lakehouse.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lead;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The versions of a history, each beside the begin of the next one. With it, whether intervals
 * overlap is a question to one row, and one scan answers all checks.
 */
public final class HistoryIntervals {

  /** Begin of the version that follows; NULL for the last one of a key. */
  static final String NEXT = "_next_from";

  private HistoryIntervals() {}

  /**
   * @param history whole keys: all versions of every key that is in it
   */
  public static Dataset<Row> of(Dataset<Row> history, TableContract contract) {
    Column[] key =
        contract.key().stream()
            .map(name -> col(SilverChecks.silver(contract, name)))
            .toArray(Column[]::new);
    return history.withColumn(
        NEXT,
        lead(col("valid_from"), 1)
            .over(
                Window.partitionBy(key)
                    .orderBy(col("valid_from"), col("valid_to").asc_nulls_last())));
  }
}
