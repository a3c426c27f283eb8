package io.healthfinance.lakehouse.bench;

/** A side that ends with other rows than the others: its time means nothing. */
final class UnequalRowsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnequalRowsException(String bench, String side, Rows expected, Rows found) {
    super(
        "Bench %s: %s ends with %,d rows, checksum %s; the side before it with %,d rows, checksum %s"
            .formatted(
                bench,
                side,
                found.count(),
                found.checksum(),
                expected.count(),
                expected.checksum()));
  }
}
