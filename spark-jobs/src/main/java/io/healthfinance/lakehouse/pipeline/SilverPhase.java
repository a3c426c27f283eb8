package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.ops.TableRunRow;
import io.healthfinance.lakehouse.pipeline.Outcome.Status;
import io.healthfinance.lakehouse.quality.AlertThresholds;
import io.healthfinance.lakehouse.quality.Alerts;
import io.healthfinance.lakehouse.quality.GateVerdict;
import io.healthfinance.lakehouse.quality.OperationalFacts;
import io.healthfinance.lakehouse.runtime.CommitPoints;
import io.healthfinance.lakehouse.runtime.PreparedTable;
import io.healthfinance.lakehouse.runtime.RunContext;
import io.healthfinance.lakehouse.silver.BatchFacts;
import io.healthfinance.lakehouse.silver.EventClass;
import io.healthfinance.lakehouse.silver.SilverBatch;
import io.healthfinance.lakehouse.silver.SilverTableJob;
import io.healthfinance.lakehouse.silver.SourceEpochs;
import io.healthfinance.lakehouse.silver.TableBlockedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the base tables of silver: all branches are written, then all are audited, then one record
 * is appended, then the ones that passed are published in a tight loop. The time between the first
 * and the last publish is the only time at which readers see tables of two runs.
 */
final class SilverPhase {

  private static final Logger LOG = LoggerFactory.getLogger(SilverPhase.class);

  /** A table on its way: a batch, or the reason there is none. */
  private record Attempt(TableContract contract, Optional<SilverBatch> batch, Outcome outcome) {}

  private final RunContext run;
  private final RunLog log;
  private final Workers workers;
  private final Progress progress;
  private final CommitPoints commitPoints;
  private final RunQuality quality;

  SilverPhase(
      RunContext run,
      RunLog log,
      Workers workers,
      Progress progress,
      CommitPoints commitPoints,
      RunQuality quality) {
    this.run = run;
    this.log = log;
    this.workers = workers;
    this.progress = progress;
    this.commitPoints = commitPoints;
    this.quality = quality;
  }

  /**
   * @param whole audit whole tables, not only what the batch touched
   */
  List<Outcome> run(
      List<TableContract> tables,
      Function<String, SourceEpochs> epochsOf,
      Map<String, List<Long>> rowHistory,
      boolean whole) {
    progress.phase("silver", tables.size());
    List<Attempt> attempts = workers.each(tables, contract -> attempt(contract, epochsOf));
    Map<String, PreparedTable> candidates = new HashMap<>();
    attempts.forEach(
        attempt ->
            attempt
                .batch()
                .ifPresent(b -> candidates.put(attempt.contract().table(), b.prepared())));
    SilverGate gate = new SilverGate(run, whole, candidates, rowHistory);
    HistoryGate historyGate = new HistoryGate(run, whole);
    List<Attempt> audited = workers.each(attempts, attempt -> audit(attempt, gate, historyGate));
    score();
    log.flush();
    commitPoints.reached("silver", "after ops rows");
    List<Outcome> outcomes = new ArrayList<>();
    for (Attempt attempt : audited) {
      if (attempt.outcome().status() == Status.PUBLISHED) {
        PreparedTable prepared = attempt.batch().orElseThrow().prepared();
        prepared.publish(commitPoints);
        log.published(prepared);
      }
      outcomes.add(attempt.outcome());
    }
    log.flushPublished();
    commitPoints.reached("silver", "after published rows");
    return outcomes;
  }

  /**
   * Scores go into the one record of the phase: what follows may publish a summary of them, and a
   * run that is killed after the record has nothing more to say.
   */
  private void score() {
    if (quality.isEmpty()) {
      return;
    }
    log.scores(quality.rows(run.runId(), log.now()));
    new Alerts(AlertThresholds.standard())
        .of(quality.scores(), new OperationalFacts(List.of(), List.of()))
        .forEach(
            alert ->
                log.alert(
                    alert.severity().name().toLowerCase(Locale.ROOT),
                    alert.kind().name(),
                    alert.table(),
                    alert.message()));
  }

  private Attempt attempt(TableContract contract, Function<String, SourceEpochs> epochsOf) {
    String table = contract.table();
    try {
      Optional<SilverBatch> batch =
          new SilverTableJob(run, contract, epochsOf.apply(contract.database()), commitPoints)
              .prepare();
      batch.ifPresent(
          b ->
              progress.table(
                  "silver", table, b.eventsIn() + " events, " + b.ledger().rows() + " rows"));
      return new Attempt(contract, batch, Outcome.current("silver", table));
    } catch (TableBlockedException e) {
      Outcome outcome = new Outcome("silver", table, Status.BLOCKED, e.getMessage(), -1);
      log.stopped(outcome);
      return new Attempt(contract, Optional.empty(), outcome);
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      return failed(contract, e);
    }
  }

  private Attempt failed(TableContract contract, Exception e) {
    Outcome outcome = Outcome.failed("silver", contract.table(), e);
    LOG.error("silver.{} failed: {}", contract.table(), outcome.message());
    LOG.debug("silver.{} failed", contract.table(), e);
    log.stopped(outcome);
    return new Attempt(contract, Optional.empty(), outcome);
  }

  private Attempt audit(Attempt attempt, SilverGate gate, HistoryGate historyGate) {
    if (attempt.batch().isEmpty()) {
      return attempt;
    }
    TableContract contract = attempt.contract();
    SilverBatch batch = attempt.batch().get();
    try {
      SilverGate.Audit audit = gate.audit(contract, batch);
      Optional<GateVerdict> history = historyGate.audit(contract, batch);
      boolean passed = audit.verdict().passed() && history.map(GateVerdict::passed).orElse(true);
      String reason =
          (audit.verdict().reason() + " " + history.map(GateVerdict::reason).orElse("")).strip();
      log.verdict("silver", contract.table(), audit.verdict());
      history.ifPresent(verdict -> log.verdict("silver", HistoryGate.nameOf(contract), verdict));
      log.warnings(contract, batch.facts());
      if (!batch.isReplay()) { // events picked because they were rejected are no sample of a table
        quality.table(
            contract, batch, audit.verdict(), audit.references(), batch.facts().rejectedByRule());
      }
      if (!passed) {
        log.gateFailure("silver", contract.table(), reason);
        progress.table("silver", contract.table(), "blocked: " + reason);
      }
      if (batch.facts().ambiguous() > 0) {
        log.alert(
            "warning",
            "AMBIGUOUS_ORDER",
            contract.table(),
            batch.facts().ambiguous()
                + " events share a position in the log with another payload; the greater payload"
                + " hash won");
      }
      log.tableRun(row(batch, passed ? Status.PUBLISHED : Status.BLOCKED, reason));
      return new Attempt(
          contract,
          attempt.batch(),
          new Outcome(
              "silver",
              contract.table(),
              passed ? Status.PUBLISHED : Status.BLOCKED,
              reason,
              batch.ledger().rows()));
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      return failed(contract, e);
    }
  }

  private TableRunRow row(SilverBatch batch, Status status, String reason) {
    PreparedTable prepared = batch.prepared();
    BatchFacts facts = batch.facts();
    return new TableRunRow(
        run.runId(),
        "silver",
        prepared.name(),
        status.name(),
        batch.previous().bronzeSnapshot(),
        batch.ledger().bronzeSnapshot(),
        prepared.candidateSnapshot(),
        prepared.publishedSnapshot(),
        prepared.rows(),
        prepared.checksum(),
        batch.eventsIn(),
        facts.of(EventClass.APPLIED),
        facts.of(EventClass.SUPERSEDED),
        facts.of(EventClass.DUPLICATE),
        facts.of(EventClass.STALE),
        facts.of(EventClass.DELETE_APPLIED),
        facts.of(EventClass.DELETE_STALE),
        facts.of(EventClass.QUARANTINED),
        facts.of(EventClass.CONTROL),
        batch.bytesIn(),
        batch.seconds(),
        status == Status.PUBLISHED ? "PASS" : "FAIL",
        reason,
        log.now());
  }
}
