package io.healthfinance.lakehouse.silver;

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
        dead.selectExpr("count(*)", "coalesce(sum(cast(_payload_hash AS decimal(20, 0))), 0)")
            .first();
    return new FloorEffect(Optional.of(dead), total.getLong(0), total.getDecimal(1));
  }
}
