package io.healthfinance.lakehouse.ops;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What one run did to one table.
 *
 * @param layer {@code bronze}, {@code silver} or {@code gold}
 * @param status {@code PUBLISHED}, {@code BLOCKED}, {@code FAILED}, {@code SKIPPED} and the like
 * @param bronzeFrom bronze snapshot after which the range starts; null for the first range
 * @param bronzeTo last bronze snapshot of the range
 * @param checksum sum of the row checksums; independent of row order and of run columns
 * @param eventsIn events read; equals the sum of the eight classes that follow
 * @param seconds wall time spent on this table
 * @param gate verdict of the gate in one line
 */
public record TableRunRow(
    String runId,
    String layer,
    String tableName,
    String status,
    Long bronzeFrom,
    Long bronzeTo,
    Long snapshotId,
    Long previousSnapshotId,
    Long rowCount,
    BigDecimal checksum,
    Long eventsIn,
    Long applied,
    Long superseded,
    Long duplicate,
    Long stale,
    Long deleteApplied,
    Long deleteStale,
    Long quarantined,
    Long control,
    Long bytes,
    Double seconds,
    String gate,
    String message,
    Instant recordedAt) {}
