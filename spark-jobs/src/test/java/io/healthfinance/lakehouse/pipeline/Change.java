package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.silver.ChangeEvent;
import java.time.Instant;

/**
 * One event of the table {@code doses}, as a test lets it arrive.
 *
 * @param snapshot Debezium's mark of snapshot rows
 * @param key NULL for events that name no row
 */
record Change(
    String op, int epoch, Long lsn, String snapshot, String key, String status, Integer amount) {

  static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");
  static final Instant SECOND_EPOCH = Instant.parse("2026-03-01T01:00:00Z");

  static Change upsert(String op, int epoch, long lsn, String key, String status, int amount) {
    return new Change(op, epoch, lsn, "false", key, status, amount);
  }

  static Change read(int epoch, long lsn, String mark, String key, String status, int amount) {
    return new Change("r", epoch, lsn, mark, key, status, amount);
  }

  static Change delete(int epoch, long lsn, String key) {
    return new Change("d", epoch, lsn, "false", key, null, null);
  }

  /** A truncate, a heartbeat or whatever else comes without a row. */
  static Change bare(String op, int epoch, Long lsn) {
    return new Change(op, epoch, lsn, "false", null, null, null);
  }

  /** The same change of a key of its own; only the first try ends snapshots. */
  Change ofTry(int number) {
    String mark = number > 0 && snapshot.startsWith("last") ? "true" : snapshot;
    return new Change(
        op, epoch, lsn, mark, key == null ? null : number + "-" + key, status, amount);
  }

  long committedMillis() {
    return committedMillis(epoch, lsn == null ? 0 : lsn);
  }

  /** When the source committed what it wrote at a position of its log. */
  static long committedMillis(int epoch, long lsn) {
    return (epoch == 0 ? FIRST : SECOND_EPOCH).toEpochMilli() + lsn * 1000;
  }

  /** Whether the row keeps the one rule of the contract that rejects. */
  private boolean valid() {
    return amount == null || (amount >= 0 && amount <= 100);
  }

  ChangeEvent withHash(long hash) {
    return new ChangeEvent(
        key,
        op,
        epoch,
        op != null && op.equals("r") && !snapshot.equals("incremental"),
        lsn,
        hash,
        valid(),
        snapshot.startsWith("last"));
  }
}
