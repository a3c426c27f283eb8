package io.healthfinance.lakehouse.ops;

import java.time.Instant;

/**
 * One row per state change of a run; the newest row of a run is its state.
 *
 * @param kind {@code HOURLY} or {@code DAILY}
 * @param status {@code STARTED}, {@code SUCCEEDED}, {@code FAILED}; {@code RECOVERED} for a killed
 *     run whose decided tables were published afterwards
 * @param asOf the instant that SQL sees as "now"
 * @param finishedAt null while the run is under way
 * @param message tables that were held back, or what became of a killed run; null when all is well
 */
public record RunRow(
    String runId,
    String kind,
    String status,
    Instant asOf,
    Instant startedAt,
    Instant finishedAt,
    String message) {}
