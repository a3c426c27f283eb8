package io.healthfinance.lakehouse.quality;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run knows beside the scores.
 *
 * @param freshness one entry per table that is not static
 * @param blocked tables whose branch the gate did not let through, in this run or since earlier
 */
public record OperationalFacts(List<Freshness> freshness, List<BlockedTable> blocked) {

  /**
   * Age of a table's newest landing or heartbeat.
   *
   * @param table {@code layer.table}
   * @param sla the contract's promise; empty for the default of six hours
   */
  public record Freshness(String table, Duration age, Optional<Duration> sla) {}

  /**
   * A table that waits for data to get better or for an operator.
   *
   * @param table {@code layer.table}
   * @param reason the sentences of the failed checks
   * @param backlogAge how long the table has held data back
   */
  public record BlockedTable(String table, String reason, Duration backlogAge) {

    /** The name that {@code ./lake release} takes. */
    public String shortName() {
      return table.substring(table.indexOf('.') + 1);
    }
  }

  public OperationalFacts {
    freshness = List.copyOf(freshness);
    blocked = List.copyOf(blocked);
  }

  /** Nothing blocked, no freshness measured. */
  public static OperationalFacts none() {
    return new OperationalFacts(List.of(), List.of());
  }
}
