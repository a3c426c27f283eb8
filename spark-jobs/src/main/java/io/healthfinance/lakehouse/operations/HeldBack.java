package io.healthfinance.lakehouse.operations;

import io.healthfinance.lakehouse.ops.TableRunRow;
import io.healthfinance.lakehouse.pipeline.Outcome.Status;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A table whose next state readers do not see.
 *
 * @param status {@code BLOCKED} or {@code FAILED}
 * @param since when it was stopped first after it was last published
 * @param reason the newest sentence
 * @param releasable whether its next state waits and an operator may publish it after all
 */
public record HeldBack(
    String layer, String table, String status, Instant since, String reason, boolean releasable) {

  /** Tables that were stopped after they were last published, by layer and name. */
  public static List<HeldBack> of(Collection<TableRunRow> rows) {
    Map<String, HeldBack> held = new TreeMap<>();
    rows.stream()
        .sorted(Comparator.comparing(TableRunRow::recordedAt))
        .forEach(
            row -> {
              String name = row.layer() + "." + row.tableName();
              if (row.status().equals(Status.PUBLISHED.name())) {
                held.remove(name);
              } else {
                held.merge(name, first(row), (before, now) -> now.since(before.since()));
              }
            });
    return List.copyOf(held.values());
  }

  /** {@code layer.table}. */
  public String qualified() {
    return layer + "." + table;
  }

  private static HeldBack first(TableRunRow row) {
    return new HeldBack(
        row.layer(),
        row.tableName(),
        row.status(),
        row.recordedAt(),
        row.message(),
        row.snapshotId() != null);
  }

  private HeldBack since(Instant earlier) {
    return new HeldBack(layer, table, status, earlier, reason, releasable);
  }
}
