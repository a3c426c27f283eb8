package io.healthfinance.lakehouse.datagen.event;

import io.healthfinance.lakehouse.datagen.Entity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Keeps an entity's commits until its life is complete. */
final class RecordedEntity implements Entity {

  private record Commit(long atMs, boolean delete, Object[] row) {}

  private final TableLayout layout;
  private final Period period;
  private final Consumer<RecordedEntity> settled;
  private final List<Commit> commits = new ArrayList<>(2);
  private Object[] row;
  private long lastMs;
  private boolean complete;

  RecordedEntity(
      TableLayout layout,
      Period period,
      Consumer<RecordedEntity> settled,
      Instant committedAt,
      Object[] row) {
    this.layout = layout;
    this.period = period;
    this.settled = settled;
    commit(committedAt, false, row);
  }

  @Override
  public Object get(String column) {
    return row[layout.position(column)];
  }

  @Override
  public Entity update(Instant committedAt, Map<String, Object> changes) {
    commit(committedAt, false, layout.changed(row, changes));
    return this;
  }

  @Override
  public void delete(Instant committedAt) {
    commit(committedAt, true, row);
    complete = true;
  }

  @Override
  public void settle() {
    complete = true;
    settled.accept(this);
  }

  private void commit(Instant committedAt, boolean delete, Object[] state) {
    long atMs = committedAt.toEpochMilli();
    if (complete) {
      throw new IllegalStateException(
          "A row of " + layout.table() + " changes after its delete or settlement");
    }
    if (atMs < lastMs) {
      throw new IllegalArgumentException(
          "A row of " + layout.table() + " changes at " + committedAt + ", before its last change");
    }
    lastMs = atMs;
    row = state;
    if (atMs < period.toMs()) {
      commits.add(new Commit(atMs, delete, state));
    }
  }

  /**
   * The events of this entity: the state at the start of the period as a snapshot read, then every
   * later commit. Null when it never existed within the period.
   */
  Life life(RowCheck check, RowChecksum checksum, ByteSink scratch) {
    List<Version> versions = new ArrayList<>(commits.size());
    for (int i = 0; i < commits.size(); i++) {
      Commit commit = commits.get(i);
      boolean beforeStart = commit.atMs() < period.fromMs();
      boolean replaced = i + 1 < commits.size() && commits.get(i + 1).atMs() < period.fromMs();
      if (beforeStart && (replaced || commit.delete())) {
        continue;
      }
      char op = beforeStart ? 'r' : commit.delete() ? 'd' : i == 0 ? 'c' : 'u';
      long atMs = beforeStart ? period.fromMs() : commit.atMs();
      List<String> broken = op == 'd' ? List.of() : check.broken(commit.row(), op, atMs);
      boolean last = i == commits.size() - 1;
      versions.add(
          new Version(
              op,
              atMs,
              commit.row(),
              op == 'd' ? null : layout.encode(commit.row(), scratch),
              last && op != 'd' ? checksum.of(layout, commit.row()) : Version.UNKNOWN,
              broken));
    }
    return versions.isEmpty() ? null : new Life(layout, versions);
  }

  TableLayout layout() {
    return layout;
  }
}
