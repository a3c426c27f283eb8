package io.healthfinance.lakehouse.ops;

import java.time.Instant;

/**
 * Something a person should look at.
 *
 * @param severity {@code INFO}, {@code WARNING} or {@code CRITICAL}
 * @param kind what happened, for example {@code SCHEMA_DRIFT} or {@code GATE_FAILED}
 */
public record AlertRow(
    String runId,
    String severity,
    String kind,
    String tableName,
    String message,
    Instant recordedAt) {}
