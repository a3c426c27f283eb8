package io.healthfinance.lakehouse.ops;

import java.time.Instant;

/**
 * One row per state change of a run; the newest row of a run is its state.
 *
 * @param kind {@code hourly}, {@code daily} or the name of a single job
 * @param status {@code RUNNING}, {@code SUCCEEDED}, {@code FAILED}
 * @param asOf the instant that SQL sees as "now"
 */
public record RunRow(
    String runId,
    String kind,
    String status,
    Instant asOf,
    Instant startedAt,
    Instant finishedAt,
    String message) {}
