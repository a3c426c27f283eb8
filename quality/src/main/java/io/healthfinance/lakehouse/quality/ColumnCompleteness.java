package io.healthfinance.lakehouse.quality;

/**
 * How well one column of a served table is filled.
 *
 * @param critical named in the contract's {@code critical}, as opposed to required
 */
public record ColumnCompleteness(String column, boolean critical, long rows, long nonNull) {

  public ColumnCompleteness {
    if (nonNull < 0 || nonNull > rows) {
      throw new IllegalArgumentException(
          "Column %s counts %d values in %d rows".formatted(column, nonNull, rows));
    }
  }
}
