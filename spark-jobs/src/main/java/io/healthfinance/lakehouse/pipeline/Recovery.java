package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.OpsTables;
import io.healthfinance.lakehouse.ops.PublishedRow;
import io.healthfinance.lakehouse.ops.RunRow;
import io.healthfinance.lakehouse.ops.TableRunRow;
import io.healthfinance.lakehouse.runtime.AuditBranch;
import io.healthfinance.lakehouse.runtime.CommitPoints;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;

/**
 * Finishes what a killed run had decided. Once a table's record is in {@code ops.table_runs} its
 * audit has passed, so publishing it is completed; a batch without a record is done again.
 */
public final class Recovery {

  /** Status of a run that is under way or was killed. */
  public static final String STARTED = "STARTED";

  /** Status of a killed run whose decided tables were published afterwards. */
  public static final String RECOVERED = "RECOVERED";

  private record Attempt(String runId, Instant startedAt) {

    static Attempt of(RunRow run) {
      return new Attempt(run.runId(), run.startedAt());
    }
  }

  private final LakeCatalog lake;
  private final OpsTables ops;
  private final Clock clock;
  private final CommitPoints commitPoints;

  public Recovery(LakeCatalog lake, OpsTables ops, Clock clock, CommitPoints commitPoints) {
    this.lake = lake;
    this.ops = ops;
    this.clock = clock;
    this.commitPoints = commitPoints;
  }

  /** The last run, when it never finished. */
  public Optional<RunRow> unfinished() {
    List<RunRow> runs = ops.read(OpsTable.RUNS);
    // A scheduler that tries again may use the identifier of the run that was killed.
    Set<Attempt> ended =
        runs.stream()
            .filter(run -> !run.status().equals(STARTED))
            .map(Attempt::of)
            .collect(Collectors.toSet());
    return runs.stream()
        .filter(run -> !ended.contains(Attempt.of(run)))
        .max(Comparator.comparing(RunRow::startedAt));
  }

  /** Publishes what the run had decided; returns the names of those tables. */
  public List<String> complete(RunRow killed) {
    List<TableRunRow> decided =
        ops.read(OpsTable.TABLE_RUNS, Expressions.equal("run_id", killed.runId()));
    Set<Long> known =
        ops.read(OpsTable.PUBLISHED, Expressions.equal("run_id", killed.runId())).stream()
            .map(PublishedRow::snapshotId)
            .collect(Collectors.toSet());
    List<String> completed = new ArrayList<>();
    List<PublishedRow> rows = new ArrayList<>();
    for (TableRunRow row : decided) {
      if (!row.status().equals(Outcome.Status.PUBLISHED.name())) {
        continue;
      }
      Table table = lake.load(row.layer(), row.tableName());
      if (publish(table, row)) {
        completed.add(row.layer() + "." + row.tableName());
      }
      if (table.currentSnapshot().snapshotId() == row.snapshotId()
          && !known.contains(row.snapshotId())) {
        rows.add(
            new PublishedRow(
                killed.runId(),
                row.layer(),
                row.tableName(),
                row.snapshotId(),
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
      }
    }
    ops.append(OpsTable.PUBLISHED, rows);
    commitPoints.reached("recovery", "after published rows");
    ops.append(
        OpsTable.RUNS,
        List.of(
            new RunRow(
                killed.runId(),
                killed.kind(),
                RECOVERED,
                killed.asOf(),
                killed.startedAt(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                "Killed; " + completed.size() + " decided tables were published afterwards")));
    return completed;
  }

  private boolean publish(Table table, TableRunRow row) {
    AuditBranch branch = new AuditBranch(table);
    boolean waiting =
        branch.head().filter(head -> head.snapshotId() == row.snapshotId()).isPresent()
            && table.currentSnapshot().snapshotId() == row.previousSnapshotId();
    if (waiting) {
      lake.find(row.layer(), row.tableName() + "_history")
          .map(AuditBranch::new)
          .filter(history -> history.head().isPresent())
          .ifPresent(AuditBranch::publish);
      branch.publish();
      commitPoints.reached(row.tableName(), "after recovered publish");
    }
    return waiting;
  }
}
