package io.healthfinance.lakehouse.runtime;

import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.spark.CommitMetadata;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;

/** A write whose snapshot carries properties. */
public final class TaggedWrite {

  private final String target;
  private final Map<String, String> properties;

  /**
   * @param target table or branch in Spark SQL
   */
  public TaggedWrite(String target, Map<String, String> properties) {
    this.target = target;
    this.properties = Map.copyOf(properties);
  }

  public void append(Dataset<Row> rows) {
    try {
      rows.writeTo(target).options(options()).append();
    } catch (NoSuchTableException e) {
      throw vanished(e);
    }
  }

  /** Replaces the rows that match {@code condition}. */
  public void overwrite(Dataset<Row> rows, Column condition) {
    try {
      rows.writeTo(target).options(options()).overwrite(condition);
    } catch (NoSuchTableException e) {
      throw vanished(e);
    }
  }

  /** Runs a MERGE into the target; it takes no options, so its commit is told another way. */
  public void merge(SparkSession spark, String statement) {
    CommitMetadata.withCommitProperties(
        properties,
        () -> {
          spark.sql(statement);
          return null;
        },
        RuntimeException.class);
  }

  private Map<String, String> options() {
    Map<String, String> options = new HashMap<>();
    properties.forEach((name, value) -> options.put("snapshot-property." + name, value));
    return options;
  }

  private IllegalStateException vanished(NoSuchTableException e) {
    return new IllegalStateException("Table " + target + " vanished during the run", e);
  }
}
