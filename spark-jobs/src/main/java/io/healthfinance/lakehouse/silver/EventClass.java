package io.healthfinance.lakehouse.silver;

import java.util.Locale;

/** What became of one event. Disjoint: every event of a batch is in exactly one class. */
public enum EventClass {
  /** Its payload is now the row of its key. */
  APPLIED,
  /** Valid, but a newer event of its key came in the same batch. */
  SUPERSEDED,
  /** The same event again. */
  DUPLICATE,
  /** An upsert older than what silver or a tombstone already says. */
  STALE,
  /** Its key is now dead. */
  DELETE_APPLIED,
  /** A delete older than what silver or a tombstone already says. */
  DELETE_STALE,
  /** Broke a rule; kept in quarantine. */
  QUARANTINED,
  /** Heartbeat, message or null record: nothing to apply. */
  CONTROL;

  /** Name in Spark SQL and in ops tables. */
  public String sql() {
    return name().toLowerCase(Locale.ROOT);
  }
}
