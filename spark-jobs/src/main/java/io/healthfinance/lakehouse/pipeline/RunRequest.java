package io.healthfinance.lakehouse.pipeline;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a run is asked to do.
 *
 * @param kind hourly or daily
 * @param tables names of the tables to move; empty for all
 * @param asOf "now" for SQL; empty: the start of the run truncated to the hour
 * @param runId empty: a new one
 * @param fullRefresh recompute the named tables from their first event
 * @param replay judge the quarantined events of the named tables again
 * @param strict a rejected file or an unknown landing folder fails the run
 */
public record RunRequest(
    Kind kind,
    Set<String> tables,
    Set<Layer> layers,
    Optional<Instant> asOf,
    Optional<String> runId,
    boolean fullRefresh,
    boolean replay,
    boolean strict) {

  /** How much a run looks at. */
  public enum Kind {
    /**
     * New files of the look-back window, silver source tables, and the derived tables that promise
     * to be fresher than a day or are named; audits what the batch touched.
     */
    HOURLY,
    /** All landing folders, silver and gold; audits whole tables. */
    DAILY
  }

  /** The layers a run moves. */
  public enum Layer {
    BRONZE,
    SILVER,
    DERIVED,
    GOLD
  }

  public static RunRequest hourly() {
    return new RunRequest(
        Kind.HOURLY,
        Set.of(),
        Set.of(Layer.BRONZE, Layer.SILVER, Layer.DERIVED),
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        false);
  }

  public static RunRequest daily() {
    return new RunRequest(
        Kind.DAILY,
        Set.of(),
        Set.of(Layer.values()),
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        false);
  }

  public RunRequest withAsOf(Instant instant) {
    return new RunRequest(
        kind, tables, layers, Optional.of(instant), runId, fullRefresh, replay, strict);
  }

  public RunRequest withTables(Set<String> names) {
    return new RunRequest(kind, names, layers, asOf, runId, fullRefresh, replay, strict);
  }

  public RunRequest withLayers(Set<Layer> wanted) {
    return new RunRequest(kind, tables, wanted, asOf, runId, fullRefresh, replay, strict);
  }

  public RunRequest withRunId(String id) {
    return new RunRequest(kind, tables, layers, asOf, Optional.of(id), fullRefresh, replay, strict);
  }

  public RunRequest withFullRefresh(boolean wanted) {
    return new RunRequest(kind, tables, layers, asOf, runId, wanted, replay, strict);
  }

  public RunRequest withReplay(boolean wanted) {
    return new RunRequest(kind, tables, layers, asOf, runId, fullRefresh, wanted, strict);
  }

  public RunRequest withStrict(boolean wanted) {
    return new RunRequest(kind, tables, layers, asOf, runId, fullRefresh, replay, wanted);
  }

  /** Whether tables without news have something to do. */
  boolean judgesAgain() {
    return fullRefresh || replay;
  }

  boolean wants(String table) {
    return tables.isEmpty() || names(table);
  }

  boolean names(String table) {
    return tables.contains(table);
  }
}
