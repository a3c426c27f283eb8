package io.healthfinance.lakehouse.quality;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Numbers that the run knows already, so the gate need not compute them again.
 *
 * @param tableRows rows of the whole branch; empty when this run did not count them
 * @param rowHistory row counts of the snapshots published before, oldest first
 * @param landingHours events and quarantined events per landing hour of this run's range
 * @param references orphans per reference, from {@link Orphans}
 * @param ruleFailures events that broke a rule with action {@code fail}, by rule name
 */
public record GateFacts(
    OptionalLong tableRows,
    List<Long> rowHistory,
    List<LandingHour> landingHours,
    List<ReferenceCounts> references,
    Map<String, Long> ruleFailures) {

  /**
   * What landed in one hour.
   *
   * @param hour {@code yyyy-MM-dd-HH} in UTC
   */
  public record LandingHour(String hour, long events, long quarantined) {}

  public GateFacts {
    rowHistory = List.copyOf(rowHistory);
    landingHours = List.copyOf(landingHours);
    references = List.copyOf(references);
    ruleFailures = Map.copyOf(ruleFailures);
  }

  /** No fact known: a table built by SQL for the first time. */
  public static GateFacts none() {
    return new GateFacts(OptionalLong.empty(), List.of(), List.of(), List.of(), Map.of());
  }

  public GateFacts withTableRows(long rows) {
    return new GateFacts(OptionalLong.of(rows), rowHistory, landingHours, references, ruleFailures);
  }

  public GateFacts withRowHistory(List<Long> history) {
    return new GateFacts(tableRows, history, landingHours, references, ruleFailures);
  }

  public GateFacts withLandingHours(List<LandingHour> hours) {
    return new GateFacts(tableRows, rowHistory, hours, references, ruleFailures);
  }

  public GateFacts withReferences(List<ReferenceCounts> counts) {
    return new GateFacts(tableRows, rowHistory, landingHours, counts, ruleFailures);
  }

  public GateFacts withRuleFailures(Map<String, Long> failures) {
    return new GateFacts(tableRows, rowHistory, landingHours, references, failures);
  }
}
