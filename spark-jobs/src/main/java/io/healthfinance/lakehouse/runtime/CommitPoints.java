package io.healthfinance.lakehouse.runtime;

/**
 * Told whenever a batch has passed a commit point, so that a crash can be provoked at each of them.
 */
@FunctionalInterface
public interface CommitPoints {

  /** Nobody listens. */
  CommitPoints NONE = (table, point) -> {};

  /**
   * @param table name of a table, or of the layer when the point is one of the whole phase
   */
  void reached(String table, String point);
}
