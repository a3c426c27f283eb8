package io.healthfinance.lakehouse.pipeline;

import static java.util.stream.Collectors.toSet;

import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.ops.QualityScoreRow;
import io.healthfinance.lakehouse.quality.CheckResult;
import io.healthfinance.lakehouse.quality.ColumnCompleteness;
import io.healthfinance.lakehouse.quality.Dimension;
import io.healthfinance.lakehouse.quality.EventCounts;
import io.healthfinance.lakehouse.quality.GateVerdict;
import io.healthfinance.lakehouse.quality.KeyCounts;
import io.healthfinance.lakehouse.quality.LandingTimeliness;
import io.healthfinance.lakehouse.quality.QualityReport.BrokenRule;
import io.healthfinance.lakehouse.quality.QualityScore;
import io.healthfinance.lakehouse.quality.ReferenceCounts;
import io.healthfinance.lakehouse.quality.ScoreCard;
import io.healthfinance.lakehouse.quality.Scores;
import io.healthfinance.lakehouse.quality.TableFacts;
import io.healthfinance.lakehouse.silver.BatchFacts.HourCounts;
import io.healthfinance.lakehouse.silver.EventClass;
import io.healthfinance.lakehouse.silver.SilverBatch;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Collects, while tables move, what the quality scores of a run are computed from. Only what the
 * run measured takes part: timeliness is left out for static tables, accuracy where there is no
 * source to compare with.
 */
final class RunQuality {

  private final Supplier<List<QualityScore>> earlier;
  private final List<TableFacts> facts = new ArrayList<>();
  private List<QualityScore> rested;
  private final List<BrokenRule> quarantine = new ArrayList<>();
  private final List<BrokenRule> warnings = new ArrayList<>();

  /**
   * @param earlier newest scores of tables and columns before this run; asked for once anything is
   *     scored
   */
  RunQuality(Supplier<List<QualityScore>> earlier) {
    this.earlier = earlier;
  }

  /**
   * @param rejectedByRule quarantined events of the batch by broken rule
   */
  synchronized void table(
      TableContract contract,
      SilverBatch batch,
      GateVerdict verdict,
      List<ReferenceCounts> references,
      Map<String, Long> rejectedByRule) {
    rejectedByRule.forEach(
        (rule, events) -> quarantine.add(new BrokenRule(contract.table(), rule, events)));
    batch
        .facts()
        .warnedByRule()
        .forEach((rule, rows) -> warnings.add(new BrokenRule(contract.table(), rule, rows)));
    long rows = batch.ledger().rows();
    long validated = batch.facts().total() - batch.facts().of(EventClass.CONTROL);
    facts.add(
        new TableFacts(
            "silver",
            contract.table(),
            rows,
            contract.criticalTable(),
            completeness(contract, verdict, rows),
            Optional.of(
                new EventCounts(
                    validated,
                    batch.facts().of(EventClass.QUARANTINED),
                    byColumn(contract, rejectedByRule))),
            references,
            Optional.of(new KeyCounts(rows, repeatedKeys(verdict))),
            contract.freshness().map(sla -> timeliness(batch.facts().landingHours(), sla)),
            Optional.empty()));
  }

  /** The tables that this run moved; layers and the lake with those that rested. */
  synchronized ScoreCard scores() {
    Set<String> moved =
        facts.stream().map(table -> table.layer() + "." + table.table()).collect(toSet());
    return new ScoreCard(
        lake().scores().stream()
            .filter(
                score ->
                    score.table() == null || moved.contains(score.layer() + "." + score.table()))
            .toList());
  }

  /** Every table by its newest scores, which are this run's for those that it moved. */
  synchronized ScoreCard lake() {
    if (rested == null) {
      rested = earlier.get();
    }
    return Scores.of(facts, rested);
  }

  synchronized boolean isEmpty() {
    return facts.isEmpty();
  }

  synchronized List<BrokenRule> quarantine() {
    return List.copyOf(quarantine);
  }

  synchronized List<BrokenRule> warnings() {
    return List.copyOf(warnings);
  }

  List<QualityScoreRow> rows(String runId, Instant now) {
    return scores().scores().stream().map(score -> row(score, runId, now)).toList();
  }

  /** The gate measured the share of every required and critical column; rows make it a count. */
  private static List<ColumnCompleteness> completeness(
      TableContract contract, GateVerdict verdict, long rows) {
    List<ColumnCompleteness> columns = new ArrayList<>();
    for (CheckResult result : verdict.results()) {
      boolean ofContract =
          result.kind().equals("complete")
              && result.value() != null
              && contract.find(result.column()).isPresent();
      if (ofContract) {
        columns.add(
            new ColumnCompleteness(
                result.column(),
                contract.critical().contains(result.column()),
                rows,
                Math.min(rows, Math.round(result.value() * rows))));
      }
    }
    return columns;
  }

  private static long repeatedKeys(GateVerdict verdict) {
    return verdict.results().stream()
        .filter(result -> result.kind().equals("unique") && !result.passed())
        .count();
  }

  /**
   * A landing is what one hour folder of a table holds. It is in time when the newest change in it
   * was not older than the promised freshness when the hour was over.
   */
  private static LandingTimeliness timeliness(Map<String, HourCounts> hours, Duration sla) {
    long landings = 0;
    long inTime = 0;
    for (Map.Entry<String, HourCounts> hour : hours.entrySet()) {
      Instant newest = hour.getValue().newestSource();
      if (newest != null) {
        Instant landed = LandingHour.end(hour.getKey());
        landings++;
        inTime += Duration.between(newest, landed).compareTo(sla) <= 0 ? 1 : 0;
      }
    }
    return new LandingTimeliness(landings, inTime);
  }

  private static Map<String, Long> byColumn(
      TableContract contract, Map<String, Long> rejectedByRule) {
    Map<String, Long> columns = new HashMap<>();
    for (RowRule rule : contract.rules()) {
      if (rule.action() == RowRule.Action.REJECT) {
        long rejected = rejectedByRule.getOrDefault(rule.name(), 0L);
        rule.columns().forEach(column -> columns.merge(column, rejected, Math::max));
      }
    }
    return columns;
  }

  private static QualityScoreRow row(QualityScore score, String runId, Instant now) {
    return new QualityScoreRow(
        runId,
        score.layer(),
        score.table(),
        score.column(),
        value(score, Dimension.COMPLETENESS),
        value(score, Dimension.VALIDITY),
        value(score, Dimension.CONSISTENCY),
        value(score, Dimension.TIMELINESS),
        value(score, Dimension.ACCURACY),
        score.score().total().map(BigDecimal::doubleValue).orElse(null),
        score.rows(),
        now);
  }

  private static Double value(QualityScore score, Dimension dimension) {
    return score.score().dimension(dimension).map(BigDecimal::doubleValue).orElse(null);
  }
}
