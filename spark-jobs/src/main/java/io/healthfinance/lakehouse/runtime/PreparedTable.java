package io.healthfinance.lakehouse.runtime;

import java.math.BigDecimal;
import java.util.List;
import org.apache.iceberg.Table;

/**
 * A table whose next state waits on its audit branch.
 *
 * @param publishedSnapshot what readers see now
 * @param candidateSnapshot what they will see
 * @param rows rows of the candidate
 * @param checksum order-independent sum over the candidate's rows, run columns excluded
 * @param companions branches that are published right before this one, such as the history
 */
public record PreparedTable(
    String layer,
    String name,
    Table table,
    long publishedSnapshot,
    long candidateSnapshot,
    long rows,
    BigDecimal checksum,
    List<Table> companions) {

  /** Publishes companions first: the served table is the commit point. */
  public void publish() {
    publish(CommitPoints.NONE);
  }

  /**
   * @param commitPoints told after each commit
   */
  public void publish(CommitPoints commitPoints) {
    for (Table companion : companions) {
      new AuditBranch(companion).publish();
      commitPoints.reached(name, "after companion publish");
    }
    new AuditBranch(table).publish();
    commitPoints.reached(name, "after publish");
  }
}
