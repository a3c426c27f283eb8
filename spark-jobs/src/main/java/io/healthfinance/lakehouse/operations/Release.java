package io.healthfinance.lakehouse.operations;

import io.healthfinance.lakehouse.ops.OperatorActionRow;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.OpsTables;
import io.healthfinance.lakehouse.ops.PublishedRow;
import io.healthfinance.lakehouse.ops.TableRunRow;
import io.healthfinance.lakehouse.pipeline.Outcome.Status;
import io.healthfinance.lakehouse.runtime.AuditBranch;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.silver.Ledger;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Publishes a blocked table as it waits on its audit branch, because an operator answers for it,
 * and takes that back. Who and why is recorded before anything changes.
 */
public final class Release {

  /** Action of a release in {@code ops.operator_actions}. */
  public static final String RELEASE = "release";

  /** Action of a release that is taken back. */
  public static final String WITHDRAW = "withdraw";

  /** Gate column of a table that is published on an operator's word. */
  public static final String RELEASED = "RELEASED";

  /** Gate column of a table whose release was taken back. */
  public static final String WITHDRAWN = "WITHDRAWN";

  private final LakeCatalog lake;
  private final OpsTables ops;
  private final Clock clock;

  public Release(LakeCatalog lake, OpsTables ops, Clock clock) {
    this.lake = lake;
    this.ops = ops;
    this.clock = clock;
  }

  /**
   * @param table name without its layer
   * @return the record of what is published now
   * @throws IllegalArgumentException when nothing of that name waits for a release
   */
  public TableRunRow release(String table, String reason, String operator) {
    TableRunRow blocked =
        newest(table)
            .filter(row -> row.status().equals(Status.BLOCKED.name()))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Table " + table + " is not blocked; ./lake status lists what is"));
    if (blocked.snapshotId() == null) {
      throw new IllegalArgumentException(
          "Table " + table + " was stopped before anything was written: " + blocked.message());
    }
    Table iceberg = lake.load(blocked.layer(), table);
    AuditBranch branch = new AuditBranch(iceberg);
    boolean waiting =
        branch.head().filter(head -> head.snapshotId() == blocked.snapshotId()).isPresent()
            && iceberg.currentSnapshot().snapshotId() == blocked.previousSnapshotId();
    if (!waiting) {
      throw new IllegalArgumentException(
          "The blocked state of "
              + table
              + " is gone, a newer run has started on it: ./lake run hourly --tables "
              + table
              + " writes it again");
    }
    Instant now = now();
    record(RELEASE, blocked, reason, operator, now);
    TableRunRow released = blocked.decided(Status.PUBLISHED.name(), RELEASED, reason, now);
    ops.append(OpsTable.TABLE_RUNS, List.of(released));
    Optional<Table> history = lake.find(blocked.layer(), table + "_history");
    history
        .map(AuditBranch::new)
        .filter(companion -> companion.head().isPresent())
        .ifPresent(AuditBranch::publish);
    branch.publish();
    ops.append(
        OpsTable.PUBLISHED,
        List.of(
            new PublishedRow(blocked.runId(), blocked.layer(), table, blocked.snapshotId(), now)));
    return released;
  }

  /**
   * Takes a release back: readers see again what they saw before it, the released state waits on
   * its branch as it did, and the next run starts from the published state with all that came
   * since.
   *
   * @param table name without its layer
   * @return the record of what waits now
   * @throws IllegalArgumentException when the published state is not a released one
   */
  public TableRunRow withdraw(String table, String reason, String operator) {
    TableRunRow released =
        newest(table)
            .filter(row -> RELEASED.equals(row.gate()))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "What is published of "
                            + table
                            + " is not a released state. When a later run has built on it, exclude"
                            + " the file (./lake exclude FILE) and rebuild the table: ./lake run"
                            + " hourly --tables "
                            + table
                            + " --full-refresh"));
    Table iceberg = lake.load(released.layer(), table);
    if (iceberg.currentSnapshot().snapshotId() != released.snapshotId()) {
      throw new IllegalArgumentException(
          "The release of " + table + " was never finished; the next run starts without it");
    }
    Instant now = now();
    record(WITHDRAW, released, reason, operator, now);
    TableRunRow withdrawn = released.decided(Status.BLOCKED.name(), WITHDRAWN, reason, now);
    ops.append(OpsTable.TABLE_RUNS, List.of(withdrawn));
    new AuditBranch(iceberg).unpublish(released.previousSnapshotId());
    // Second, as it was first when it was published: a run repairs a history that is ahead.
    lake.find(released.layer(), table + "_history")
        .ifPresent(history -> unpublish(history, released.runId()));
    return withdrawn;
  }

  private static void unpublish(Table history, String runId) {
    long before = history.currentSnapshot().snapshotId();
    for (Snapshot snapshot : SnapshotUtil.ancestorsOf(before, history::snapshot)) {
      if (!runId.equals(snapshot.summary().get(Ledger.RUN_ID))) {
        before = snapshot.snapshotId();
        break;
      }
    }
    if (before != history.currentSnapshot().snapshotId()) {
      new AuditBranch(history).unpublish(before);
    }
  }

  private Optional<TableRunRow> newest(String table) {
    return ops.read(OpsTable.TABLE_RUNS, Expressions.equal("table_name", table)).stream()
        .max(Comparator.comparing(TableRunRow::recordedAt));
  }

  private void record(String action, TableRunRow row, String reason, String operator, Instant now) {
    ops.append(
        OpsTable.OPERATOR_ACTIONS,
        List.of(
            new OperatorActionRow(
                action, row.tableName(), null, reason, operator, row.runId(), now)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
