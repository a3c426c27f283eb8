package io.healthfinance.lakehouse.runtime;

import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;

/**
 * The branch on which a batch waits for its audit. Written by name, never through the session, so
 * that no reader sees unpublished rows.
 */
public final class AuditBranch {

  /** Name of the branch in every table. */
  public static final String NAME = "audit";

  private final Table table;

  public AuditBranch(Table table) {
    this.table = table;
  }

  /** Starts the branch at the published snapshot, dropping what an earlier run left on it. */
  public void start() {
    table.refresh();
    long published = table.currentSnapshot().snapshotId();
    if (table.refs().containsKey(NAME)) {
      table.manageSnapshots().replaceBranch(NAME, published).commit();
    } else {
      table.manageSnapshots().createBranch(NAME, published).commit();
    }
  }

  /** Commits properties without data: the batch changed no row but did move on. */
  public void commitEmpty(Map<String, String> properties) {
    var append = table.newAppend().toBranch(NAME);
    properties.forEach(append::set);
    append.commit();
  }

  /** The newest snapshot of the branch, if there is a branch. */
  public Optional<Snapshot> head() {
    table.refresh();
    SnapshotRef ref = table.refs().get(NAME);
    return Optional.ofNullable(ref).map(r -> table.snapshot(r.snapshotId()));
  }

  /** Makes the branch the published table and removes it, in one commit. */
  public void publish() {
    table.refresh();
    table
        .manageSnapshots()
        .fastForwardBranch(SnapshotRef.MAIN_BRANCH, NAME)
        .removeBranch(NAME)
        .commit();
  }

  /**
   * Takes a publication back: the branch holds again what is published, and readers see {@code
   * snapshot} again, in one commit.
   */
  public void unpublish(long snapshot) {
    drop();
    table
        .manageSnapshots()
        .createBranch(NAME, table.currentSnapshot().snapshotId())
        .rollbackTo(snapshot)
        .commit();
  }

  /** Forgets the branch. */
  public void drop() {
    table.refresh();
    if (table.refs().containsKey(NAME)) {
      table.manageSnapshots().removeBranch(NAME).commit();
    }
  }

  /** Name of the branch of {@code namespace.table} in Spark SQL. */
  public static String sqlName(String namespace, String table) {
    return LakeCatalog.NAME + "." + namespace + "." + table + ".branch_" + NAME;
  }
}
