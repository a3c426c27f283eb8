package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.runtime.RunContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;

/** Whether a held-back input holds back the table that reads it. */
final class StaleInputs {

  private StaleInputs() {}

  /** The sentence that says what the table waits for; empty when it may go on. */
  static Optional<String> blocking(SqlTable table, Map<String, Outcome> upstream, RunContext run) {
    for (SqlTable.Input input : table.inputs()) {
      Outcome outcome = upstream.get(input.producer());
      if (outcome == null || !outcome.status().holdsBack()) {
        continue;
      }
      if (input.maxAge().isEmpty()) {
        return Optional.of("needs " + input.name() + " fresh, which is " + lower(outcome.status()));
      }
      Duration age = publishedAge(outcome, run);
      if (age.compareTo(input.maxAge().get()) > 0) {
        return Optional.of(
            input.name()
                + " is "
                + lower(outcome.status())
                + " and its published state is older than the "
                + input.maxAge().get()
                + " that may be read");
      }
    }
    return Optional.empty();
  }

  private static Duration publishedAge(Outcome outcome, RunContext run) {
    Optional<Table> table = run.lake().find(outcome.layer(), outcome.table());
    return table
        .map(Table::currentSnapshot)
        .map(s -> Duration.between(Instant.ofEpochMilli(s.timestampMillis()), Instant.now()))
        .orElse(Duration.ofDays(Integer.MAX_VALUE));
  }

  private static String lower(Outcome.Status status) {
    return status.name().toLowerCase(java.util.Locale.ROOT);
  }
}
