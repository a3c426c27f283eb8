package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.runtime.ErrorText;

/**
 * How one table fared in a run.
 *
 * @param message why a table was not published, as a sentence for an operator
 */
public record Outcome(String layer, String table, Status status, String message, long rows) {

  /** What a run can do with a table. */
  public enum Status {
    /** The next state is what readers see. */
    PUBLISHED,
    /** Nothing to do. */
    CURRENT,
    /** The gate or a rule stopped it; readers see the state before. */
    BLOCKED,
    /** It could not be computed. */
    FAILED,
    /** An input it needs fresh is blocked or failed. */
    WAITING;

    /** Whether a table that needs this one fresh must wait. */
    public boolean holdsBack() {
      return this == BLOCKED || this == FAILED || this == WAITING;
    }
  }

  /** Layer and name; tables of two layers may share a name. */
  public String qualified() {
    return layer + "." + table;
  }

  static Outcome current(String layer, String table) {
    return new Outcome(layer, table, Status.CURRENT, "", -1);
  }

  static Outcome failed(String layer, String table, Throwable cause) {
    return new Outcome(layer, table, Status.FAILED, ErrorText.sentence(cause), -1);
  }

  static Outcome waiting(String layer, String table, String message) {
    return new Outcome(layer, table, Status.WAITING, message, -1);
  }
}
