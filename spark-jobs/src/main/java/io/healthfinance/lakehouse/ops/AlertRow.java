package io.healthfinance.lakehouse.ops;

import java.time.Instant;

/**
 * Something a person should look at.
 *
 * @param severity {@code warning} or {@code critical}
 * @param kind what happened, for example {@code SCHEMA_DRIFT} or {@code GATE_FAILURE}
 * @param tableName the table, with its layer where the alert is about a score; null when it is
 *     about none
 * @param message a sentence that names table, check, file and fix, never the value of a row
 */
public record AlertRow(
    String runId,
    String severity,
    String kind,
    String tableName,
    String message,
    Instant recordedAt) {}
