package io.healthfinance.lakehouse.ops;

import java.time.Instant;

/**
 * One measured check.
 *
 * @param value the measured value; null when the check did not apply
 * @param threshold the limit as a person reads it, for example {@code >= 0.98}
 */
public record QualityMetricRow(
    String runId,
    String layer,
    String tableName,
    String checkName,
    String kind,
    String columnName,
    Double value,
    String threshold,
    Boolean passed,
    String message,
    Instant recordedAt) {}
