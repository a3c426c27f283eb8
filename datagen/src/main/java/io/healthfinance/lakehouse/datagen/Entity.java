package io.healthfinance.lakehouse.datagen;

import java.time.Instant;
import java.util.Map;

/** One row of a simulated service through its life. */
public interface Entity {

  /** The current value of a column; null when it is NULL. */
  Object get(String column);

  /**
   * Commits new values for some columns; key columns cannot change. Commits of one entity must not
   * go back in time.
   *
   * @return this entity
   */
  Entity update(Instant committedAt, Map<String, Object> changes);

  /** Commits the removal of the row. Nothing may follow. */
  void delete(Instant committedAt);

  /**
   * Says that no further change follows, which frees the entity's memory at once. Worth calling for
   * insert-only rows of {@link World#shared}; those of a patient are freed with the patient.
   */
  default void settle() {}
}
