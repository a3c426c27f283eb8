package io.healthfinance.lakehouse.ops;

import java.time.Instant;

/** The snapshot of a table that a run published. */
public record PublishedRow(
    String runId, String layer, String tableName, Long snapshotId, Instant publishedAt) {}
