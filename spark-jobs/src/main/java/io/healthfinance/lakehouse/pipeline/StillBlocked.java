package io.healthfinance.lakehouse.pipeline;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.OpsTables;
import io.healthfinance.lakehouse.ops.TableRunRow;
import io.healthfinance.lakehouse.pipeline.Outcome.Status;
import io.healthfinance.lakehouse.pipeline.RunRequest.Kind;
import io.healthfinance.lakehouse.runtime.AuditBranch;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.silver.SilverTableJob;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;

/**
 * Tables that an hourly run would only stop once more: the gate stopped them in an hourly run, and
 * nothing has changed since of what its verdict came from. That is what landed, the published state
 * and the waiting one, the contract with its limits, the tables it refers to, the epochs of its
 * source, and the decisions of operators. A daily run looks at whole tables and always tries again.
 */
final class StillBlocked {

  private final LakeCatalog lake;
  private final OpsTables ops;

  StillBlocked(LakeCatalog lake, OpsTables ops) {
    this.lake = lake;
    this.ops = ops;
  }

  /**
   * Those that need not be tried again.
   *
   * @param news source tables with events that are not published
   * @return what becomes of those that need not be tried again, by table
   */
  Map<String, Outcome> among(Collection<TableContract> news) {
    if (news.isEmpty()) {
      return Map.of();
    }
    Map<String, TableContract> moving = news.stream().collect(toMap(TableContract::table, c -> c));
    Map<String, TableRunRow> blocked = lastStopped(moving.keySet());
    blocked.values().removeIf(row -> changedSince(row, moving.get(row.tableName())));
    // A table that is tried again may free those that refer to it.
    boolean freed = true;
    while (freed) {
      freed =
          blocked
              .keySet()
              .removeIf(
                  table ->
                      parents(moving.get(table)).stream()
                          .anyMatch(p -> moving.containsKey(p) && !blocked.containsKey(p)));
    }
    return blocked.values().stream().collect(toMap(TableRunRow::tableName, StillBlocked::outcome));
  }

  /** The newest record of each table, where it says that the gate of an hourly run stopped it. */
  private Map<String, TableRunRow> lastStopped(Set<String> tables) {
    Map<String, TableRunRow> newest =
        ops.read(OpsTable.TABLE_RUNS, Expressions.in("table_name", tables.toArray())).stream()
            .filter(row -> row.layer().equals("silver"))
            .collect(
                toMap(
                    TableRunRow::tableName,
                    Function.identity(),
                    BinaryOperator.maxBy(Comparator.comparing(TableRunRow::recordedAt))));
    newest.values().removeIf(row -> !row.status().equals(Status.BLOCKED.name()));
    newest.values().removeIf(row -> row.snapshotId() == null || !"FAIL".equals(row.gate()));
    if (newest.isEmpty()) {
      return newest;
    }
    Set<String> hourly =
        ops
            .read(
                OpsTable.RUNS,
                Expressions.in(
                    "run_id", newest.values().stream().map(TableRunRow::runId).toArray()))
            .stream()
            .filter(run -> run.kind().equals(Kind.HOURLY.name()))
            .map(run -> run.runId())
            .collect(toSet());
    newest.values().removeIf(row -> !hourly.contains(row.runId()));
    return newest;
  }

  private boolean changedSince(TableRunRow row, TableContract contract) {
    Table served = lake.load("silver", contract.table());
    Table bronze = lake.load("bronze", contract.table());
    boolean sameState =
        served.currentSnapshot().snapshotId() == row.previousSnapshotId()
            && bronze.currentSnapshot().snapshotId() == row.bronzeTo()
            && new AuditBranch(served)
                .head()
                .filter(head -> head.snapshotId() == row.snapshotId())
                .filter(head -> SilverTableJob.isJudgedAs(head, contract))
                .isPresent();
    return !sameState
        || decidedSince(row.recordedAt(), contract)
        || parentsMovedSince(row.recordedAt(), contract);
  }

  private boolean decidedSince(Instant instant, TableContract contract) {
    return ops
            .read(OpsTable.OPERATOR_ACTIONS, Expressions.equal("table_name", contract.table()))
            .stream()
            .anyMatch(action -> !action.at().isBefore(instant))
        || ops
            .read(OpsTable.SOURCE_EPOCHS, Expressions.equal("database", contract.database()))
            .stream()
            .anyMatch(epoch -> !epoch.declaredAt().isBefore(instant));
  }

  private boolean parentsMovedSince(Instant instant, TableContract contract) {
    List<String> parents = parents(contract);
    return !parents.isEmpty()
        && ops.read(OpsTable.PUBLISHED, Expressions.in("table_name", parents.toArray())).stream()
            .anyMatch(row -> row.layer().equals("silver") && !row.publishedAt().isBefore(instant));
  }

  private static List<String> parents(TableContract contract) {
    return contract.columns().stream()
        .map(ColumnContract::references)
        .flatMap(Optional::stream)
        .map(ColumnContract.Reference::table)
        .filter(parent -> !parent.equals(contract.table()))
        .distinct()
        .toList();
  }

  private static Outcome outcome(TableRunRow row) {
    return new Outcome(
        "silver",
        row.tableName(),
        Status.BLOCKED,
        "Still blocked, nothing has changed since %s: %s"
            .formatted(row.recordedAt(), row.message()),
        -1);
  }
}
