package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.quality.Gate;
import io.healthfinance.lakehouse.quality.GateCheck;
import io.healthfinance.lakehouse.quality.GateFacts;
import io.healthfinance.lakehouse.quality.GateRequest;
import io.healthfinance.lakehouse.quality.GateVerdict;
import io.healthfinance.lakehouse.quality.ReferenceCounts;
import io.healthfinance.lakehouse.quality.Scope;
import io.healthfinance.lakehouse.quality.SilverChecks;
import io.healthfinance.lakehouse.runtime.HashSum;
import io.healthfinance.lakehouse.runtime.PreparedTable;
import io.healthfinance.lakehouse.runtime.RunContext;
import io.healthfinance.lakehouse.runtime.TableSession;
import io.healthfinance.lakehouse.silver.BatchFacts;
import io.healthfinance.lakehouse.silver.SilverBatch;
import io.healthfinance.lakehouse.silver.SystemColumns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Audits one silver table on its branch. An hourly run looks at the rows of the batch and at what
 * shares their keys; a daily run, or a first load, looks at the whole branch and recounts it.
 */
final class SilverGate {

  /** What an audit gave. */
  record Audit(GateVerdict verdict, List<ReferenceCounts> references) {}

  private final RunContext run;
  private final boolean whole;
  private final SilverCandidates silver;
  private final Map<String, List<Long>> rowHistory;

  /**
   * @param candidates branches of this run by table: parents may arrive with their children
   * @param rowHistory published row counts by layer and table, oldest first
   */
  SilverGate(
      RunContext run,
      boolean whole,
      Map<String, PreparedTable> candidates,
      Map<String, List<Long>> rowHistory) {
    this.run = run;
    this.whole = whole;
    this.silver = new SilverCandidates(run, candidates);
    this.rowHistory = rowHistory;
  }

  Audit audit(TableContract contract, SilverBatch batch) {
    TableSession session = run.session(batch.ledger().rows());
    Dataset<Row> branch = silver.rows(contract.table(), session);
    Dataset<Row> touched = branch.where(isTouched());
    if (whole || batch.firstLoad()) {
      return audit(contract, batch, session, branch, touched, branch);
    }
    // The rows of a batch are few, and every check reads them.
    Dataset<Row> sharingKeys =
        session.kept(
            branch.join(
                session.hashed(touched.select(keys(contract))),
                contract.key().toArray(String[]::new),
                "left_semi"),
            batch.facts().inserted() + batch.facts().touched());
    try {
      return audit(contract, batch, session, branch, touched, sharingKeys);
    } finally {
      sharingKeys.unpersist();
    }
  }

  private Audit audit(
      TableContract contract,
      SilverBatch batch,
      TableSession session,
      Dataset<Row> branch,
      Dataset<Row> touched,
      Dataset<Row> candidate) {
    boolean all = candidate == branch;
    List<ReferenceCounts> orphans =
        new OrphanCounts(silver, session).of(contract, all ? branch : candidate.where(isTouched()));
    List<GateCheck> checks = new ArrayList<>(SilverChecks.of(contract));
    checks.add(
        new GateCheck.Reconcile(
            "conservation",
            BigDecimal.valueOf(batch.facts().total()),
            BigDecimal.valueOf(batch.eventsIn()),
            BigDecimal.ZERO));
    if (all) {
      checks.addAll(ledgerChecks(branch, batch));
    }
    GateFacts facts =
        GateFacts.none()
            .withTableRows(batch.ledger().rows())
            .withRowHistory(rowHistory.getOrDefault("silver." + contract.table(), List.of()))
            .withLandingHours(
                landingHours(batch).entrySet().stream()
                    .map(
                        hour ->
                            new GateFacts.LandingHour(
                                hour.getKey(),
                                hour.getValue().events(),
                                hour.getValue().quarantined()))
                    .toList())
            .withReferences(orphans)
            .withRuleFailures(batch.facts().fatal());
    GateVerdict verdict =
        new Gate()
            .check(
                new GateRequest(
                    "silver",
                    contract.table(),
                    candidate,
                    all ? Scope.WHOLE : Scope.BATCH,
                    checks,
                    facts));
    boolean lags = !batch.ledger().contractVersion().equals(contract.version());
    return new Audit(
        all && lags ? new LaggingRows(contract, touched).judge(verdict, checks) : verdict, orphans);
  }

  /** A replay brings no landing: the hours of its events were judged when they landed. */
  private static Map<String, BatchFacts.HourCounts> landingHours(SilverBatch batch) {
    return batch.isReplay() ? Map.of() : batch.facts().landingHours();
  }

  /** The ledger is kept by adding and subtracting; here it is counted afresh. */
  private static List<GateCheck> ledgerChecks(Dataset<Row> branch, SilverBatch batch) {
    Row counted =
        branch
            .selectExpr("count(*)", "coalesce(" + HashSum.of(SystemColumns.PAYLOAD_HASH) + ", 0)")
            .first();
    return List.of(
        new GateCheck.Reconcile(
            "row_ledger",
            BigDecimal.valueOf(counted.getLong(0)),
            BigDecimal.valueOf(batch.ledger().rows()),
            BigDecimal.ZERO),
        new GateCheck.Reconcile(
            "checksum_ledger", counted.getDecimal(1), batch.ledger().checksum(), BigDecimal.ZERO));
  }

  private String isTouched() {
    return SystemColumns.RUN_ID + " = '" + run.runId() + "'";
  }

  private static org.apache.spark.sql.Column[] keys(TableContract contract) {
    return contract.key().stream()
        .map(name -> org.apache.spark.sql.functions.col("`" + name + "`"))
        .toArray(org.apache.spark.sql.Column[]::new);
  }
}
