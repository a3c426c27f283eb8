package io.healthfinance.lakehouse.datagen;

import java.util.Map;

/**
 * What a run has written.
 *
 * @param tables tables with at least one event
 * @param events events in readable files, redelivered ones included
 * @param files files in the landing directory, unreadable ones included
 * @param bytes size of the readable files
 * @param seconds wall-clock time
 * @param eventsByTable events by table name
 * @param items dirty items by kind
 * @param unplannedInvalid events that broke a rule although nobody spoiled them; 0 for a world that
 *     knows its contracts
 */
public record GenerateSummary(
    int tables,
    long events,
    int files,
    long bytes,
    double seconds,
    Map<String, Long> eventsByTable,
    Map<String, Long> items,
    long unplannedInvalid) {

  public double eventsPerSecond() {
    return events / seconds;
  }
}
