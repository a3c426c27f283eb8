package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.operations.ContractLag;
import io.healthfinance.lakehouse.operations.HeldBack;
import io.healthfinance.lakehouse.ops.AlertRow;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.OpsTables;
import io.healthfinance.lakehouse.quality.Alert;
import io.healthfinance.lakehouse.quality.Alert.Kind;
import io.healthfinance.lakehouse.quality.AlertThresholds;
import io.healthfinance.lakehouse.quality.Alerts;
import io.healthfinance.lakehouse.quality.OperationalFacts;
import io.healthfinance.lakehouse.quality.OperationalFacts.BlockedTable;
import io.healthfinance.lakehouse.quality.OperationalFacts.Freshness;
import io.healthfinance.lakehouse.quality.ScoreCard;
import io.healthfinance.lakehouse.quality.WebhookAlertSink;
import io.healthfinance.lakehouse.runtime.RunContext;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.expressions.Expressions;

/**
 * Tells people how a run left the lake: the webhook, the report page, and for feeds that have gone
 * quiet the alerts of the run, which the phases could not know.
 */
final class RunNotices {

  private final LakeConfig config;
  private final Catalog catalog;
  private final OpsTables ops;
  private final RunLog log;

  RunNotices(LakeConfig config, Catalog catalog, OpsTables ops, RunLog log) {
    this.config = config;
    this.catalog = catalog;
    this.ops = ops;
    this.log = log;
  }

  /**
   * Tells what this run moved, which blocked tables it left as they are, and which of the tables it
   * looked for have not landed in time.
   *
   * @param resting those of the outcomes that are blocked as they were before
   * @param lookedFor contracts of the tables whose landing area the run listed
   */
  void tell(
      RunContext run,
      RunQuality quality,
      List<Outcome> outcomes,
      List<Outcome> resting,
      Collection<TableContract> lookedFor) {
    Instant now = log.now();
    List<Freshness> landings = new LandingAges(run.lake()).at(now, lookedFor);
    boolean moved = !quality.isEmpty();
    List<BlockedTable> blocked =
        moved || !resting.isEmpty()
            ? ReportWriter.blocked(
                moved ? outcomes : resting, HeldBack.of(ops.read(OpsTable.TABLE_RUNS)), now)
            : List.of();
    List<Alert> alerts =
        new Alerts(AlertThresholds.standard())
            .of(
                moved ? quality.scores() : new ScoreCard(List.of()),
                new OperationalFacts(landings, blocked));
    List<Alert> quiet = quiet(alerts, resting);
    List<Alert> untold = untold(quiet, landings, blocked, now);
    untold.forEach(this::record);
    log.flush();
    List<Alert> news = new ArrayList<>(alerts);
    news.removeAll(quiet);
    news.addAll(untold);
    config
        .find(Setting.ALERT_WEBHOOK)
        .filter(url -> !news.isEmpty())
        .map(URI::create)
        .ifPresent(uri -> new WebhookAlertSink(uri).send(run.runId(), news));
    if (moved) {
      List<String> lagging =
          ContractLag.of(run.lake(), catalog.sources().values()).stream()
              .map(ContractLag::table)
              .toList();
      new ReportWriter(config).write(run.runId(), run.asOf(), quality, blocked, lagging, alerts);
    }
  }

  /** Alerts about what stays as it is from run to run: quiet feeds, and tables still blocked. */
  private static List<Alert> quiet(List<Alert> alerts, List<Outcome> resting) {
    Set<String> waiting = resting.stream().map(Outcome::qualified).collect(Collectors.toSet());
    return alerts.stream()
        .filter(
            alert ->
                switch (alert.kind()) {
                  case FRESHNESS -> true;
                  case GATE_FAILURE, BACKLOG_AGE -> waiting.contains(alert.table());
                  default -> false;
                })
        .toList();
  }

  /**
   * Those of the quiet alerts that are told now: of a feed once after each landing, of a backlog
   * once after each publication. That the gate stopped a table was told when it did.
   */
  private List<Alert> untold(
      List<Alert> quiet, List<Freshness> landings, List<BlockedTable> blocked, Instant now) {
    if (quiet.isEmpty()) {
      return List.of();
    }
    Map<String, Duration> ages = new HashMap<>();
    landings.forEach(landing -> ages.put(Kind.FRESHNESS + landing.table(), landing.age()));
    blocked.forEach(table -> ages.put(Kind.BACKLOG_AGE + table.table(), table.backlogAge()));
    List<AlertRow> told =
        ops.read(
            OpsTable.ALERTS,
            Expressions.in("kind", Kind.FRESHNESS.name(), Kind.BACKLOG_AGE.name()));
    return quiet.stream()
        .filter(alert -> alert.kind() != Kind.GATE_FAILURE)
        .filter(
            alert -> {
              Instant since = now.minus(ages.get(alert.kind() + alert.table()));
              return told.stream()
                  .filter(row -> row.kind().equals(alert.kind().name()))
                  .filter(row -> row.tableName().equals(recordedName(alert)))
                  .allMatch(row -> row.recordedAt().isBefore(since));
            })
        .toList();
  }

  /** A blocked table is recorded by the name that {@code ./lake release} takes. */
  private static String recordedName(Alert alert) {
    return alert.kind() == Kind.FRESHNESS
        ? alert.table()
        : alert.table().substring(alert.table().indexOf('.') + 1);
  }

  private void record(Alert alert) {
    log.alert(
        alert.severity().name().toLowerCase(Locale.ROOT),
        alert.kind().name(),
        recordedName(alert),
        alert.message());
  }
}
