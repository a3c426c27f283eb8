package io.healthfinance.lakehouse.operations;

import io.healthfinance.lakehouse.ops.OperatorActionRow;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.OpsTables;
import io.healthfinance.lakehouse.ops.PublishedRow;
import io.healthfinance.lakehouse.ops.TableRunRow;
import io.healthfinance.lakehouse.pipeline.Outcome.Status;
import io.healthfinance.lakehouse.runtime.AuditBranch;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;

/**
 * Publishes a blocked table as it waits on its audit branch, because an operator answers for it.
 * Who and why is recorded before anything changes.
 */
public final class Release {

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
        ops.read(OpsTable.TABLE_RUNS, Expressions.equal("table_name", table)).stream()
            .max(Comparator.comparing(TableRunRow::recordedAt))
            .filter(row -> row.status().equals(Status.BLOCKED.name()))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Table " + table + " is not blocked; ./lake status lists what is"));
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
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    ops.append(
        OpsTable.OPERATOR_ACTIONS,
        List.of(
            new OperatorActionRow("release", table, null, reason, operator, blocked.runId(), now)));
    TableRunRow released = published(blocked, reason, now);
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

  private static TableRunRow published(TableRunRow row, String reason, Instant now) {
    return new TableRunRow(
        row.runId(),
        row.layer(),
        row.tableName(),
        Status.PUBLISHED.name(),
        row.bronzeFrom(),
        row.bronzeTo(),
        row.snapshotId(),
        row.previousSnapshotId(),
        row.rowCount(),
        row.checksum(),
        row.eventsIn(),
        row.applied(),
        row.superseded(),
        row.duplicate(),
        row.stale(),
        row.deleteApplied(),
        row.deleteStale(),
        row.quarantined(),
        row.control(),
        row.bytes(),
        row.seconds(),
        "RELEASED",
        reason,
        now);
  }
}
