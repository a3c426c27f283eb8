package io.healthfinance.lakehouse.silver;

/**
 * Told whenever a batch has passed a commit point, so that a crash can be provoked at each of them.
 */
@FunctionalInterface
public interface CommitPoints {

  /** Nobody listens. */
  CommitPoints NONE = (table, point) -> {};

  void reached(String table, String point);
}
