package io.healthfinance.lakehouse.cli.state;

import io.healthfinance.lakehouse.cli.OpenLake;
import io.healthfinance.lakehouse.ops.AlertRow;
import io.healthfinance.lakehouse.ops.OperatorActionRow;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.RejectedFileRow;
import io.healthfinance.lakehouse.ops.RunRow;
import io.healthfinance.lakehouse.ops.TableRunRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the lake's own records say about its present, read without an engine. */
public final class LakeState {

  private static final Set<String> HOLDS = Set.of("BLOCKED", "FAILED", "GATE_FAILURE");

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
    Map<String, Instant> published = new HashMap<>();
    for (TableRunRow row : lake.ops().read(OpsTable.TABLE_RUNS)) {
      if (row.status().equals("PUBLISHED")) {
        published.merge(row.tableName(), row.recordedAt(), LakeState::later);
      }
    }
    Map<String, HeldBack> held = new TreeMap<>();
    List<AlertRow> alerts = new ArrayList<>(lake.ops().read(OpsTable.ALERTS));
    alerts.sort(Comparator.comparing(AlertRow::recordedAt));
    for (AlertRow alert : alerts) {
      String table = shortName(alert.tableName());
      Instant good = published.get(table);
      if (HOLDS.contains(alert.kind()) && (good == null || alert.recordedAt().isAfter(good))) {
        held.merge(
            table,
            new HeldBack(table, alert.kind(), alert.recordedAt(), alert.message()),
            (first, last) -> new HeldBack(table, last.kind(), first.since(), last.reason()));
      }
    }
    return List.copyOf(held.values());
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

  /** What the runs did to each table of a layer, summed over all published batches. */
  public Map<String, Long> eventsByFate() {
    Map<String, Long> fates = new java.util.LinkedHashMap<>();
    for (TableRunRow row : lake.ops().read(OpsTable.TABLE_RUNS)) {
      if (row.eventsIn() != null && row.status().equals("PUBLISHED")) {
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

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static String shortName(String table) {
    return table == null ? "" : table.substring(table.indexOf('.') + 1);
  }
}
