package io.healthfinance.lakehouse.datagen.event;

/**
 * One Debezium event on its way to a file.
 *
 * @param committedMs {@code source.ts_ms}
 * @param landedMs when the sink writes it
 * @param before encoded row or null
 * @param after encoded row or null
 */
public record ChangeEvent(
    TableLayout layout,
    char op,
    long committedMs,
    long lsn,
    long landedMs,
    byte[] before,
    byte[] after) {

  /** The same event landing at another time. */
  public ChangeEvent landingAt(long otherMs) {
    return new ChangeEvent(layout, op, committedMs, lsn, otherMs, before, after);
  }
}
