package io.healthfinance.lakehouse.datagen.event;

import java.util.List;

/**
 * One committed state of a row.
 *
 * @param op {@code r} snapshot read, {@code c} create, {@code u} update, {@code d} delete
 * @param committedMs source commit time, epoch milliseconds
 * @param row the state after the change in contract order; for a delete the state before it
 * @param encoded wire form of the row
 * @param checksum of the row; {@link #UNKNOWN} when it is unlikely to be asked for
 * @param broken names of the contract rules that the row breaks
 */
public record Version(
    char op, long committedMs, Object[] row, byte[] encoded, long checksum, List<String> broken) {

  /** No checksum was computed. */
  public static final long UNKNOWN = -1;

  public boolean isDelete() {
    return op == 'd';
  }
}
