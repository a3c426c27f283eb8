package io.healthfinance.lakehouse.runtime;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;

/** A write whose snapshot carries properties. */
public final class TaggedWrite {

  private final String target;
  private final Map<String, String> options = new HashMap<>();

  /**
   * @param target table or branch in Spark SQL
   */
  public TaggedWrite(String target, Map<String, String> properties) {
    this.target = target;
    properties.forEach((name, value) -> options.put("snapshot-property." + name, value));
  }

  public void append(Dataset<Row> rows) {
    try {
      rows.writeTo(target).options(options).append();
    } catch (NoSuchTableException e) {
      throw vanished(e);
    }
  }

  /** Replaces the rows that match {@code condition}. */
  public void overwrite(Dataset<Row> rows, Column condition) {
    try {
      rows.writeTo(target).options(options).overwrite(condition);
    } catch (NoSuchTableException e) {
      throw vanished(e);
    }
  }

  private IllegalStateException vanished(NoSuchTableException e) {
    return new IllegalStateException("Table " + target + " vanished during the run", e);
  }
}
