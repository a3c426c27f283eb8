package io.healthfinance.lakehouse.runtime;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * How one table is moved.
 *
 * @param few the rows fit into one task: without exchanges, and planned for little work
 */
public record TableSession(SparkSession spark, boolean few) {

  /** Up to this many rows are cheaper to hold than to cache: plans over them stay short. */
  private static final long IN_HAND = 10_000;

  /**
   * The rows, computed once; to be unpersisted after use.
   *
   * @param count how many there are at most
   */
  public Dataset<Row> kept(Dataset<Row> rows, long count) {
    return count <= IN_HAND ? collected(rows) : rows.persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** The rows, computed at once when there are few of them. */
  public Dataset<Row> inHand(Dataset<Row> rows, long count) {
    return count <= IN_HAND ? collected(rows) : rows;
  }

  /** In one partition: Spark would deal them out to as many as it has by default. */
  private Dataset<Row> collected(Dataset<Row> rows) {
    return spark.createDataFrame(rows.collectAsList(), rows.schema()).coalesce(1);
  }

  /**
   * The rows in one task when they are few: what follows then needs no exchange, and tables that
   * move at the same time use the other cores.
   */
  public Dataset<Row> gathered(Dataset<Row> rows) {
    return few ? rows.coalesce(1) : rows;
  }

  /** The rows of a batch, to be hashed when they are few and joined with a whole table. */
  public Dataset<Row> hashed(Dataset<Row> batch) {
    return few ? batch.hint("shuffle_hash") : batch;
  }
}
