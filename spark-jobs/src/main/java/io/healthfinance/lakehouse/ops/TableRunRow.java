package io.healthfinance.lakehouse.ops;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What one run did to one table.
 *
 * @param layer {@code bronze}, {@code silver} or {@code gold}
 * @param status {@code PUBLISHED}, {@code BLOCKED} or {@code FAILED}; the newest row of a run and
 *     table counts, since an operator may release a blocked table later
 * @param bronzeFrom bronze snapshot after which the range starts; null for the first range
 * @param bronzeTo last bronze snapshot of the range
 * @param checksum sum of the row checksums; independent of row order and of run columns
 * @param eventsIn events read; equals the sum of the eight classes that follow
 * @param seconds wall time spent on this table
 * @param gate {@code PASS}, {@code FAIL}, {@code RELEASED} or {@code WITHDRAWN}; null when the gate
 *     was not reached
 * @param message why the table was not published, or why an operator decided as they did
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
    Instant recordedAt) {

  /** The same table in the same run after a decision about what waits or is published. */
  public TableRunRow decided(String newStatus, String newGate, String why, Instant at) {
    return new TableRunRow(
        runId,
        layer,
        tableName,
        newStatus,
        bronzeFrom,
        bronzeTo,
        snapshotId,
        previousSnapshotId,
        rowCount,
        checksum,
        eventsIn,
        applied,
        superseded,
        duplicate,
        stale,
        deleteApplied,
        deleteStale,
        quarantined,
        control,
        bytes,
        seconds,
        newGate,
        why,
        at);
  }

  /**
   * A table that has no batch to tell of: it failed, or a rule stopped it before it was written.
   */
  public static TableRunRow without(
      String runId, String layer, String table, String status, String message, Instant at) {
    return new TableRunRow(
        runId, layer, table, status, null, null, null, null, null, null, null, null, null, null,
        null, null, null, null, null, null, null, null, message, at);
  }
}
