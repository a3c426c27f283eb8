package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.gold.SqlBatch;
import io.healthfinance.lakehouse.gold.SqlTableJob;
import io.healthfinance.lakehouse.ops.TableRunRow;
import io.healthfinance.lakehouse.pipeline.Outcome.Status;
import io.healthfinance.lakehouse.quality.GateVerdict;
import io.healthfinance.lakehouse.runtime.CommitPoints;
import io.healthfinance.lakehouse.runtime.PreparedTable;
import io.healthfinance.lakehouse.runtime.RunContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves derived silver or gold tables, in waves: a wave holds the tables whose inputs are done. A
 * table whose fresh input is held back waits, and so does what needs it; the rest goes on.
 */
final class SqlPhase {

  private static final Logger LOG = LoggerFactory.getLogger(SqlPhase.class);

  private final RunContext run;
  private final RunLog log;
  private final Workers workers;
  private final Progress progress;
  private final CommitPoints commitPoints;
  private final boolean followAsOf;

  /**
   * @param followAsOf rebuild a table whose only change is as-of; an hourly run leaves that to the
   *     daily one
   */
  SqlPhase(
      RunContext run,
      RunLog log,
      Workers workers,
      Progress progress,
      CommitPoints commitPoints,
      boolean followAsOf) {
    this.run = run;
    this.log = log;
    this.workers = workers;
    this.progress = progress;
    this.commitPoints = commitPoints;
    this.followAsOf = followAsOf;
  }

  /**
   * @param tables in dependency order
   * @param upstream what became of the tables before, by layer and name; gains the outcomes of this
   *     phase
   * @param rowHistory published row counts by layer and name, oldest first
   */
  List<Outcome> run(
      String layer,
      List<SqlTable> tables,
      Map<String, Outcome> upstream,
      Map<String, List<Long>> rowHistory) {
    progress.phase(layer, tables.size());
    List<Outcome> outcomes = new ArrayList<>();
    Set<SqlTable> left = new LinkedHashSet<>(tables);
    while (!left.isEmpty()) {
      Set<String> open = left.stream().map(SqlTable::qualified).collect(Collectors.toSet());
      List<SqlTable> wave = left.stream().filter(table -> !waitsFor(table, open)).toList();
      wave.forEach(left::remove);
      for (Outcome outcome : wave(wave, upstream, rowHistory)) {
        upstream.put(outcome.qualified(), outcome);
        outcomes.add(outcome);
      }
    }
    return outcomes;
  }

  private static boolean waitsFor(SqlTable table, Set<String> open) {
    return table.inputs().stream()
        .map(SqlTable.Input::producer)
        .anyMatch(producer -> open.contains(producer) && !producer.equals(table.qualified()));
  }

  private List<Outcome> wave(
      List<SqlTable> wave, Map<String, Outcome> upstream, Map<String, List<Long>> rowHistory) {
    Map<String, PreparedTable> ready = new HashMap<>();
    List<Outcome> outcomes =
        workers.each(
            wave,
            table ->
                StaleInputs.blocking(table, upstream, run)
                    .map(reason -> waiting(table, reason))
                    .orElseGet(() -> attempt(table, ready, rowHistory)));
    log.flush();
    reached(wave, "after ops rows");
    for (Outcome outcome : outcomes) {
      if (outcome.status() == Status.PUBLISHED) {
        PreparedTable prepared = ready.get(outcome.table());
        prepared.publish(commitPoints);
        log.published(prepared);
      }
    }
    log.flushPublished();
    reached(wave, "after published rows");
    return outcomes;
  }

  private void reached(List<SqlTable> wave, String point) {
    commitPoints.reached(wave.get(0).layer() + " wave of " + wave.get(0).table(), point);
  }

  private Outcome waiting(SqlTable table, String reason) {
    progress.table(table.layer(), table.table(), "waits: " + reason);
    return Outcome.waiting(table.layer(), table.table(), reason);
  }

  private Outcome attempt(
      SqlTable table, Map<String, PreparedTable> ready, Map<String, List<Long>> rowHistory) {
    try {
      Optional<SqlBatch> batch = new SqlTableJob(run, table, followAsOf).prepare();
      batch.ifPresent(b -> commitPoints.reached(table.table(), "after branch"));
      return batch
          .map(b -> audit(b, ready, rowHistory))
          .orElseGet(() -> Outcome.current(table.layer(), table.table()));
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      Outcome outcome = Outcome.failed(table.layer(), table.table(), e);
      LOG.error("{}.{} failed: {}", table.layer(), table.table(), outcome.message());
      LOG.debug("{}.{} failed", table.layer(), table.table(), e);
      log.stopped(outcome);
      return outcome;
    }
  }

  private Outcome audit(
      SqlBatch batch, Map<String, PreparedTable> ready, Map<String, List<Long>> rowHistory) {
    SqlTable table = batch.definition();
    PreparedTable prepared = batch.prepared();
    GateVerdict verdict = new SqlGate(run, rowHistory).audit(batch);
    log.verdict(table.layer(), table.table(), verdict);
    Status status = verdict.passed() ? Status.PUBLISHED : Status.BLOCKED;
    if (!verdict.passed()) {
      log.gateFailure(table.layer(), table.table(), verdict.reason());
    }
    progress.table(
        table.layer(),
        table.table(),
        verdict.passed() ? prepared.rows() + " rows" : "blocked: " + verdict.reason());
    synchronized (ready) {
      ready.put(table.table(), prepared);
    }
    log.tableRun(row(batch, status, verdict.reason()));
    return new Outcome(table.layer(), table.table(), status, verdict.reason(), prepared.rows());
  }

  private TableRunRow row(SqlBatch batch, Status status, String reason) {
    PreparedTable prepared = batch.prepared();
    return new TableRunRow(
        run.runId(),
        prepared.layer(),
        prepared.name(),
        status.name(),
        null,
        null,
        prepared.candidateSnapshot(),
        prepared.publishedSnapshot(),
        prepared.rows(),
        prepared.checksum(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        batch.seconds(),
        status == Status.PUBLISHED ? "PASS" : "FAIL",
        reason,
        log.now());
  }
}
