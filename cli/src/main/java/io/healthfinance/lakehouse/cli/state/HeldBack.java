package io.healthfinance.lakehouse.cli.state;

import java.time.Instant;

/**
 * A table whose next state readers do not see.
 *
 * @param kind what stopped it, as {@code ops.alerts} names it
 * @param since when it was stopped first after it was last published
 * @param reason the newest sentence
 */
public record HeldBack(String table, String kind, Instant since, String reason) {

  /** Whether an operator may publish it after all. */
  public boolean releasable() {
    return !kind.equals("FAILED");
  }
}
