package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.quality.Gate;
import io.healthfinance.lakehouse.quality.GateCheck;
import io.healthfinance.lakehouse.quality.GateFacts;
import io.healthfinance.lakehouse.quality.GateRequest;
import io.healthfinance.lakehouse.quality.GateVerdict;
import io.healthfinance.lakehouse.quality.HistoryIntervals;
import io.healthfinance.lakehouse.quality.Scope;
import io.healthfinance.lakehouse.quality.SilverChecks;
import io.healthfinance.lakehouse.runtime.AuditBranch;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.RunContext;
import io.healthfinance.lakehouse.runtime.TableSession;
import io.healthfinance.lakehouse.silver.SilverBatch;
import io.healthfinance.lakehouse.silver.SystemColumns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Audits {@code <table>_history} on its branch, before its table may be published. An hourly run
 * looks at the versions of the keys it touched; a daily run, or a first load, at all of them, and
 * compares the open ones with the rows of the served table.
 */
final class HistoryGate {

  private final RunContext run;
  private final boolean whole;

  HistoryGate(RunContext run, boolean whole) {
    this.run = run;
    this.whole = whole;
  }

  /** Name of the history of a table, as ops tables and alerts use it. */
  static String nameOf(TableContract contract) {
    return contract.table() + "_history";
  }

  /** Empty for a table without history, and for a batch that laid out no version anew. */
  Optional<GateVerdict> audit(TableContract contract, SilverBatch batch) {
    return batch.prepared().companions().stream()
        .findFirst()
        .flatMap(HistoryGate::changed)
        .map(candidate -> audit(contract, batch, candidate));
  }

  private GateVerdict audit(TableContract contract, SilverBatch batch, Snapshot candidate) {
    boolean all = whole || batch.firstLoad();
    String relation = LakeCatalog.relation("silver", nameOf(contract), candidate.snapshotId());
    TableSession session = run.session(batch.ledger().rows());
    Dataset<Row> branch = session.gathered(session.spark().table(relation));
    List<GateCheck> checks = new ArrayList<>(SilverChecks.ofHistory(contract));
    if (all) {
      checks.add(openVersions(branch, batch));
    }
    return new Gate()
        .check(
            new GateRequest(
                "silver",
                nameOf(contract),
                HistoryIntervals.of(all ? branch : touched(branch, contract), contract),
                all ? Scope.WHOLE : Scope.BATCH,
                checks,
                GateFacts.none()));
  }

  private Dataset<Row> touched(Dataset<Row> branch, TableContract contract) {
    String[] key = contract.key().toArray(String[]::new);
    Column[] columns = contract.key().stream().map(functions::col).toArray(Column[]::new);
    Dataset<Row> written = branch.where(SystemColumns.RUN_ID + " = '" + run.runId() + "'");
    return branch.join(written.select(columns).distinct(), key, "left_semi");
  }

  /** Every served row has one open version, and nothing else has. */
  private static GateCheck openVersions(Dataset<Row> branch, SilverBatch batch) {
    long open = branch.where("is_current").count();
    return new GateCheck.Reconcile(
        "open_versions",
        BigDecimal.valueOf(open),
        BigDecimal.valueOf(batch.ledger().rows()),
        BigDecimal.ZERO);
  }

  /** The head of the branch, when it holds data that the published history does not. */
  private static Optional<Snapshot> changed(Table history) {
    return new AuditBranch(history).head().filter(head -> isChange(head.summary()));
  }

  private static boolean isChange(Map<String, String> summary) {
    return summary.containsKey(SnapshotSummary.ADDED_FILES_PROP)
        || summary.containsKey(SnapshotSummary.DELETED_FILES_PROP)
        || summary.containsKey(SnapshotSummary.ADDED_DELETE_FILES_PROP);
  }
}
