package io.healthfinance.lakehouse.datagen;

import java.time.Instant;
import java.util.Map;

/**
 * Takes the committed changes of the simulated services.
 *
 * <p>Values are Java types by contract type: uuid, string and json {@code String}; smallint and int
 * {@code Integer}; bigint {@code Long}; decimal {@code BigDecimal}; boolean {@code Boolean}; date
 * {@code LocalDate}; time {@code LocalTime}; timestamp {@code LocalDateTime}; timestamptz {@code
 * Instant}; array {@code List}. A column that is absent from a row is NULL.
 */
public interface ChangeSink {

  /**
   * Commits a new row. Each key may be inserted once in the life of a world. A commit at or after
   * the end of the generated period has not happened yet and is ignored.
   *
   * @throws IllegalArgumentException naming table and column, when the table or a column is
   *     unknown, a value has the wrong type or does not fit, or a key column is absent
   */
  Entity insert(String table, Instant committedAt, Map<String, Object> row);
}
