package io.healthfinance.lakehouse.quality;

import io.healthfinance.lakehouse.quality.Alert.Kind;
import io.healthfinance.lakehouse.quality.Alert.Severity;
import io.healthfinance.lakehouse.quality.OperationalFacts.BlockedTable;
import io.healthfinance.lakehouse.quality.OperationalFacts.Freshness;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Decides what is worth a person's attention. Pure: the same facts give the same alerts. */
public final class Alerts {

  private final AlertThresholds thresholds;

  public Alerts(AlertThresholds thresholds) {
    this.thresholds = thresholds;
  }

  /** The most severe first, then by kind and table. */
  public List<Alert> of(ScoreCard scores, OperationalFacts operations) {
    List<Alert> alerts = new ArrayList<>();
    scores.scores().forEach(score -> addScore(score, alerts));
    operations.freshness().forEach(freshness -> addFreshness(freshness, alerts));
    operations.blocked().forEach(blocked -> addBlocked(blocked, alerts));
    alerts.sort(
        Comparator.comparing(Alert::severity)
            .reversed()
            .thenComparing(Alert::kind)
            .thenComparing(alert -> alert.table() == null ? "" : alert.table())
            .thenComparing(Alert::message));
    return List.copyOf(alerts);
  }

  private void addScore(QualityScore score, List<Alert> alerts) {
    switch (score.level()) {
      case COLUMN -> addColumn(score, alerts);
      case OVERALL -> addTotal(score, "The quality score of the lake", Severity.CRITICAL, alerts);
      case LAYER ->
          addTotal(score, "The quality score of " + score.layer(), Severity.WARNING, alerts);
      case TABLE ->
          addTotal(score, "The quality score of " + table(score), Severity.WARNING, alerts);
    }
  }

  private void addTotal(QualityScore score, String subject, Severity severity, List<Alert> alerts) {
    score
        .score()
        .total()
        .filter(total -> total.compareTo(thresholds.score()) < 0)
        .ifPresent(
            total ->
                alerts.add(
                    new Alert(
                        severity,
                        Kind.SCORE_BELOW_TARGET,
                        table(score),
                        "%s is %s, below the target of %s."
                            .formatted(
                                subject,
                                Wording.floor(total),
                                Wording.plain(thresholds.score())))));
  }

  private void addColumn(QualityScore score, List<Alert> alerts) {
    String subject = "Column " + score.column() + " of " + table(score);
    if (score.critical()) {
      score
          .score()
          .dimension(Dimension.COMPLETENESS)
          .ifPresent(completeness -> addCritical(score, subject, completeness, alerts));
    }
    score
        .score()
        .dimension(Dimension.VALIDITY)
        .filter(validity -> validity.compareTo(thresholds.columnValidity()) <= 0)
        .ifPresent(
            validity ->
                alerts.add(
                    new Alert(
                        Severity.WARNING,
                        Kind.COLUMN_VALIDITY,
                        table(score),
                        "%s is valid in %s %% of the events; more than %s %% are expected."
                            .formatted(
                                subject,
                                Wording.floor(validity),
                                Wording.plain(thresholds.columnValidity())))));
  }

  /** One alert per column: the one that is more urgent. */
  private void addCritical(
      QualityScore score, String subject, BigDecimal completeness, List<Alert> alerts) {
    BigDecimal nulls = BigDecimal.valueOf(100).subtract(completeness);
    BigDecimal limit = BigDecimal.valueOf(thresholds.criticalNullShare()).movePointRight(2);
    if (nulls.compareTo(limit) > 0) {
      alerts.add(
          new Alert(
              Severity.CRITICAL,
              Kind.CRITICAL_COLUMN_NULLS,
              table(score),
              "%s is critical and empty in %s %% of the rows; at most %s %% may be."
                  .formatted(subject, Wording.ceiling(nulls), Wording.plain(limit))));
    } else if (completeness.compareTo(thresholds.criticalCompleteness()) <= 0) {
      alerts.add(
          new Alert(
              Severity.WARNING,
              Kind.CRITICAL_COLUMN_COMPLETENESS,
              table(score),
              "%s is critical and filled in %s %% of the rows; more than %s %% are expected."
                  .formatted(
                      subject,
                      Wording.floor(completeness),
                      Wording.plain(thresholds.criticalCompleteness()))));
    }
  }

  private void addFreshness(Freshness freshness, List<Alert> alerts) {
    Duration sla = freshness.sla().orElse(thresholds.freshness());
    if (freshness.age().compareTo(sla) > 0) {
      alerts.add(
          new Alert(
              Severity.WARNING,
              Kind.FRESHNESS,
              freshness.table(),
              "The newest landing of %s is %s old; %s is promised."
                  .formatted(freshness.table(), Wording.span(freshness.age()), Wording.span(sla))));
    }
  }

  private void addBlocked(BlockedTable blocked, List<Alert> alerts) {
    alerts.add(
        new Alert(
            Severity.CRITICAL,
            Kind.GATE_FAILURE,
            blocked.table(),
            "%s is not published, its last good snapshot stays in place. %s"
                .formatted(blocked.table(), blocked.reason())));
    if (blocked.backlogAge().compareTo(thresholds.backlogAge()) > 0) {
      alerts.add(
          new Alert(
              Severity.CRITICAL,
              Kind.BACKLOG_AGE,
              blocked.table(),
              "%s has held data back for %s; more than %s needs a decision: ./lake release %s --reason \"...\""
                  .formatted(
                      blocked.table(),
                      Wording.span(blocked.backlogAge()),
                      Wording.span(thresholds.backlogAge()),
                      blocked.shortName())));
    }
  }

  private static String table(QualityScore score) {
    if (score.table() == null) {
      return score.layer();
    }
    return score.layer() + "." + score.table();
  }
}
