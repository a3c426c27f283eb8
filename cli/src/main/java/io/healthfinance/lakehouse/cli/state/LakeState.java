package io.healthfinance.lakehouse.cli.state;

import io.healthfinance.lakehouse.cli.OpenLake;
import io.healthfinance.lakehouse.operations.HeldBack;
import io.healthfinance.lakehouse.ops.OperatorActionRow;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.RejectedFileRow;
import io.healthfinance.lakehouse.ops.RunRow;
import io.healthfinance.lakehouse.ops.TableRunRow;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the lake's own records say about its present, read without an engine. */
public final class LakeState {

  private static final String PUBLISHED = "PUBLISHED";

  private final OpenLake lake;

  public LakeState(OpenLake lake) {
    this.lake = lake;
  }

  /** The newest state of every run, newest run first. */
  public List<RunRow> runs() {
    Map<String, RunRow> newest = new HashMap<>();
    for (RunRow row : lake.ops().read(OpsTable.RUNS)) {
      newest.merge(row.runId(), row, (one, other) -> one.finishedAt() == null ? other : one);
    }
    return newest.values().stream()
        .sorted(Comparator.comparing(RunRow::startedAt).reversed())
        .toList();
  }

  /** Tables that were stopped after they were last published, by name. */
  public List<HeldBack> heldBack() {
    return HeldBack.of(lake.ops().read(OpsTable.TABLE_RUNS));
  }

  private List<TableRunRow> tableRuns() {
    return lake.ops().read(OpsTable.TABLE_RUNS).stream()
        .sorted(Comparator.comparing(TableRunRow::recordedAt))
        .toList();
  }

  /** Rejected landing files, newest first; a file that was rejected more than once appears once. */
  public List<RejectedFileRow> rejectedFiles() {
    Map<String, RejectedFileRow> newest = new HashMap<>();
    for (RejectedFileRow row : lake.ops().read(OpsTable.REJECTED_FILES)) {
      newest.merge(
          row.file(), row, (one, two) -> one.firstSeen().isAfter(two.firstSeen()) ? one : two);
    }
    return newest.values().stream()
        .sorted(
            Comparator.comparing(RejectedFileRow::firstSeen)
                .reversed()
                .thenComparing(RejectedFileRow::file))
        .toList();
  }

  /** Decisions of operators, newest first. */
  public List<OperatorActionRow> operatorActions() {
    return lake.ops().read(OpsTable.OPERATOR_ACTIONS).stream()
        .sorted(Comparator.comparing(OperatorActionRow::at).reversed())
        .toList();
  }

  /** What became of the events of all published batches. */
  public Map<String, Long> eventsByFate() {
    Map<String, TableRunRow> lastWord = new HashMap<>();
    tableRuns().forEach(row -> lastWord.put(row.runId() + "/" + row.tableName(), row));
    Map<String, Long> fates = new LinkedHashMap<>();
    for (TableRunRow row : lastWord.values()) {
      if (row.eventsIn() != null && row.status().equals(PUBLISHED)) {
        fates.merge("applied", row.applied(), Long::sum);
        fates.merge("superseded by a newer one", row.superseded(), Long::sum);
        fates.merge("delivered twice", row.duplicate(), Long::sum);
        fates.merge("late and stale", row.stale(), Long::sum);
        fates.merge("deletes applied", row.deleteApplied(), Long::sum);
        fates.merge("deletes without effect", row.deleteStale(), Long::sum);
        fates.merge("quarantined", row.quarantined(), Long::sum);
        fates.merge("control", row.control(), Long::sum);
      }
    }
    return fates;
  }
}
