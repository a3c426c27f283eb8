package io.healthfinance.lakehouse.ops;

import java.time.Instant;

/**
 * What a person decided, and why.
 *
 * @param action {@code exclude}, {@code include}, {@code release} and the like
 * @param file the landing file; null when the action is about a table
 */
public record OperatorActionRow(
    String action,
    String tableName,
    String file,
    String reason,
    String operator,
    String runId,
    Instant at) {}
