package io.healthfinance.lakehouse.quality;

/**
 * Something that a person should look at, as {@code ops.alerts} stores it.
 *
 * @param table {@code layer.table}; the layer alone, or null, when it is about more than one table
 * @param message a sentence that names the table, column, number and limit, never a row's value
 */
public record Alert(Severity severity, Kind kind, String table, String message) {

  /** How soon. */
  public enum Severity {
    /** Today. */
    WARNING,
    /** Now. */
    CRITICAL
  }

  /** What happened. */
  public enum Kind {
    SCORE_BELOW_TARGET,
    CRITICAL_COLUMN_NULLS,
    CRITICAL_COLUMN_COMPLETENESS,
    COLUMN_VALIDITY,
    FRESHNESS,
    GATE_FAILURE,
    BACKLOG_AGE
  }
}
