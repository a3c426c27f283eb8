package io.healthfinance.lakehouse.quality;

/**
 * Uniqueness of a table's key.
 *
 * @param repeated rows that share their key with another row
 */
public record KeyCounts(long rows, long repeated) {

  public KeyCounts {
    if (repeated < 0 || repeated > rows) {
      throw new IllegalArgumentException("%d repeated keys in %d rows".formatted(repeated, rows));
    }
  }
}
