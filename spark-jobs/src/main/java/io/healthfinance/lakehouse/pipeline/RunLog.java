package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.operations.HeldBack;
import io.healthfinance.lakehouse.ops.AlertRow;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.OpsTables;
import io.healthfinance.lakehouse.ops.PublishedRow;
import io.healthfinance.lakehouse.ops.QualityMetricRow;
import io.healthfinance.lakehouse.ops.QualityScoreRow;
import io.healthfinance.lakehouse.ops.TableRunRow;
import io.healthfinance.lakehouse.quality.Alert;
import io.healthfinance.lakehouse.quality.AlertThresholds;
import io.healthfinance.lakehouse.quality.Alerts;
import io.healthfinance.lakehouse.quality.CheckResult;
import io.healthfinance.lakehouse.quality.GateVerdict;
import io.healthfinance.lakehouse.quality.OperationalFacts;
import io.healthfinance.lakehouse.quality.OperationalFacts.BlockedTable;
import io.healthfinance.lakehouse.quality.ScoreCard;
import io.healthfinance.lakehouse.runtime.PreparedTable;
import io.healthfinance.lakehouse.silver.BatchFacts;
import io.healthfinance.lakehouse.silver.EventClass;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.expressions.Expressions;

/**
 * Writes a run's rows of the ops tables. Rows of one phase are collected and appended together,
 * before the first of its tables is published.
 */
final class RunLog {

  /** Kind of the metrics that count rows kept with a warning; none of them fails. */
  private static final String WARNING = "warning";

  private final OpsTables ops;
  private final Clock clock;
  private final String runId;
  private final List<TableRunRow> tableRuns = new ArrayList<>();
  private final List<QualityMetricRow> metrics = new ArrayList<>();
  private final List<QualityScoreRow> scores = new ArrayList<>();
  private final List<AlertRow> alerts = new ArrayList<>();
  private final List<PublishedRow> published = new ArrayList<>();

  RunLog(OpsTables ops, Clock clock, String runId) {
    this.ops = ops;
    this.clock = clock;
    this.runId = runId;
  }

  synchronized void tableRun(TableRunRow row) {
    tableRuns.add(row);
  }

  /** A table that did not get as far as a batch. */
  void stopped(Outcome outcome) {
    tableRun(
        TableRunRow.without(
            runId,
            outcome.layer(),
            outcome.table(),
            outcome.status().name(),
            outcome.message(),
            now()));
    alert("critical", outcome.status().name(), outcome.table(), outcome.message());
  }

  /** A table that the gate did not let through; told once more when it has waited for long. */
  void gateFailure(String layer, String table, String reason) {
    alert("critical", Alert.Kind.GATE_FAILURE.name(), table, reason);
    String name = layer + "." + table;
    Instant since =
        HeldBack.of(ops.read(OpsTable.TABLE_RUNS, Expressions.equal("table_name", table))).stream()
            .filter(held -> held.qualified().equals(name))
            .map(HeldBack::since)
            .findFirst()
            .orElse(now());
    BlockedTable blocked = new BlockedTable(name, reason, Duration.between(since, now()));
    new Alerts(AlertThresholds.standard())
        .of(new ScoreCard(List.of()), new OperationalFacts(List.of(), List.of(blocked))).stream()
            .filter(alert -> alert.kind() == Alert.Kind.BACKLOG_AGE)
            .forEach(alert -> alert("critical", alert.kind().name(), table, alert.message()));
  }

  synchronized void verdict(String layer, String table, GateVerdict verdict) {
    for (CheckResult result : verdict.results()) {
      metrics.add(
          new QualityMetricRow(
              runId,
              layer,
              table,
              result.name(),
              result.kind(),
              result.column(),
              result.value(),
              result.threshold(),
              result.passed(),
              result.message(),
              now()));
    }
  }

  synchronized void scores(List<QualityScoreRow> rows) {
    scores.addAll(rows);
  }

  /** Rules that rows of a batch break and are kept all the same; the value is their number. */
  synchronized void warnings(TableContract contract, BatchFacts facts) {
    for (RowRule rule : contract.rules()) {
      Long rows = facts.warnedByRule().get(rule.name());
      if (rows != null) {
        metrics.add(
            new QualityMetricRow(
                runId,
                "silver",
                contract.table(),
                rule.name(),
                WARNING,
                String.join(", ", rule.columns()),
                rows.doubleValue(),
                null,
                true,
                "%,d of %,d rows break %s and are kept: %s"
                    .formatted(rows, facts.of(EventClass.APPLIED), rule.name(), rule.description()),
                now()));
      }
    }
  }

  synchronized void alert(String severity, String kind, String table, String message) {
    alerts.add(new AlertRow(runId, severity, kind, table, message, now()));
  }

  /** Appends what was collected; table runs last, they say that the rest is there. */
  synchronized void flush() {
    ops.append(OpsTable.QUALITY_METRICS, List.copyOf(metrics));
    ops.append(OpsTable.QUALITY_SCORES, List.copyOf(scores));
    ops.append(OpsTable.ALERTS, List.copyOf(alerts));
    ops.append(OpsTable.TABLE_RUNS, List.copyOf(tableRuns));
    metrics.clear();
    scores.clear();
    alerts.clear();
    tableRuns.clear();
  }

  synchronized void published(PreparedTable table) {
    published.add(
        new PublishedRow(runId, table.layer(), table.name(), table.candidateSnapshot(), now()));
  }

  synchronized void flushPublished() {
    ops.append(OpsTable.PUBLISHED, List.copyOf(published));
    published.clear();
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
