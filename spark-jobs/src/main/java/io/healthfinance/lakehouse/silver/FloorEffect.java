package io.healthfinance.lakehouse.silver;

import io.healthfinance.lakehouse.runtime.HashSum;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Served rows that a truncate or a complete re-snapshot kills. */
record FloorEffect(Optional<Dataset<Row>> rowsToRemove, long rows, BigDecimal checksum) {

  static FloorEffect none() {
    return new FloorEffect(Optional.empty(), 0, BigDecimal.ZERO);
  }

  static FloorEffect of(Dataset<Row> dead) {
    Row total =
        dead.selectExpr("count(*)", "coalesce(" + HashSum.of("_payload_hash") + ", 0)").first();
    return new FloorEffect(Optional.of(dead), total.getLong(0), total.getDecimal(1));
  }
}
