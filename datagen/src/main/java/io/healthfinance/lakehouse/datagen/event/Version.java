package io.healthfinance.lakehouse.datagen.event;

import java.util.List;

/**
 * One committed state of a row.
 *
 * @param op {@code r} snapshot read, {@code c} create, {@code u} update, {@code d} delete
 * @param committedMs source commit time, epoch milliseconds
 * @param row the state after the change in contract order; for a delete the state before it
 * @param broken names of the contract rules that the row breaks
 */
public record Version(char op, long committedMs, Object[] row, List<String> broken) {

  public boolean isDelete() {
    return op == 'd';
  }
}
