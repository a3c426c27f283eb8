package io.healthfinance.lakehouse.bronze;

import java.util.Optional;
import org.apache.iceberg.shaded.org.apache.parquet.example.data.Group;

/**
 * How one primitive Parquet column becomes a bronze column.
 *
 * @param reason why a copy is needed, for example {@code TIMESTAMP_MILLIS}; empty when Iceberg
 *     reads the column as it is
 * @param values takes one value out of a row
 */
record LeafReading(Optional<String> reason, Values values) {

  /** Takes one value out of a Parquet group. */
  @FunctionalInterface
  interface Values {
    /**
     * The value in Iceberg's generic form.
     *
     * @throws ArithmeticException when the value does not fit without loss
     * @throws IllegalArgumentException when the bytes are not a value of the type
     */
    Object read(Group group, int field, int index);
  }

  static Optional<LeafReading> asIs(Values values) {
    return Optional.of(new LeafReading(Optional.empty(), values));
  }

  static Optional<LeafReading> converted(String reason, Values values) {
    return Optional.of(new LeafReading(Optional.of(reason), values));
  }
}
