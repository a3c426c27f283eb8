package io.healthfinance.lakehouse.quality;

import java.util.List;
import java.util.Optional;

/**
 * Everything that the score of one table is computed from. What is empty does not apply to the
 * table and takes no part in its score.
 *
 * @param rows rows of the served table: its weight among others
 * @param criticalTable named critical in its contract: counts double
 * @param completeness required and critical columns
 * @param references per reference, see {@link Orphans}
 */
public record TableFacts(
    String layer,
    String table,
    long rows,
    boolean criticalTable,
    List<ColumnCompleteness> completeness,
    Optional<EventCounts> events,
    List<ReferenceCounts> references,
    Optional<KeyCounts> keys,
    Optional<LandingTimeliness> timeliness,
    Optional<AccuracyCounts> accuracy) {

  public TableFacts {
    completeness = List.copyOf(completeness);
    references = List.copyOf(references);
  }

  /** A table of which only its weight among others is known. */
  static TableFacts of(String layer, String table, long rows, boolean criticalTable) {
    return new TableFacts(
        layer,
        table,
        rows,
        criticalTable,
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
