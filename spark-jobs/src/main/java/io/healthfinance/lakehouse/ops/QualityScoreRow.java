package io.healthfinance.lakehouse.ops;

import java.time.Instant;

/**
 * Quality scores, 0-100 each; null where a dimension does not apply.
 *
 * @param tableName null for the score of a whole layer or run
 * @param columnName null for the score of a table
 */
public record QualityScoreRow(
    String runId,
    String layer,
    String tableName,
    String columnName,
    Double completeness,
    Double validity,
    Double consistency,
    Double timeliness,
    Double accuracy,
    Double score,
    Long rowCount,
    Instant recordedAt) {}
