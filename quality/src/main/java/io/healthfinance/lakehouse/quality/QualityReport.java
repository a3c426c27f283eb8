package io.healthfinance.lakehouse.quality;

import io.healthfinance.lakehouse.quality.OperationalFacts.BlockedTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What a run says about the quality of its data, for people: {@link #html} for the compliance
 * officer's file, {@link #text} for the terminal. Holds counts and names only, no row.
 *
 * @param runId the pipeline run
 * @param asOf the instant the run computed everything as of
 * @param lagging source tables whose silver rows an older contract judged
 * @param quarantine events that this run put into quarantine, by table and rule
 * @param warnings rows that this run put although they break a rule that only warns
 */
public record QualityReport(
    String runId,
    Instant asOf,
    ScoreCard scores,
    List<BlockedTable> blocked,
    List<String> lagging,
    List<BrokenRule> quarantine,
    List<BrokenRule> warnings,
    List<Alert> alerts) {

  /** Longest list of tables, columns or reasons; the rest is in the ops tables. */
  static final int LONGEST = 12;

  static final BigDecimal TARGET = BigDecimal.valueOf(95);

  /**
   * How often a rule was broken.
   *
   * @param table {@code layer.table} or the source table
   * @param rule the broken rule
   * @param events events that broke it; an event may break several
   */
  public record BrokenRule(String table, String rule, long events) {}

  public QualityReport {
    blocked = List.copyOf(blocked);
    lagging = List.copyOf(lagging);
    quarantine = mostFirst(quarantine);
    warnings = mostFirst(warnings);
    alerts = List.copyOf(alerts);
  }

  private static List<BrokenRule> mostFirst(List<BrokenRule> rules) {
    return rules.stream()
        .sorted(
            Comparator.comparingLong(BrokenRule::events)
                .reversed()
                .thenComparing(BrokenRule::table)
                .thenComparing(BrokenRule::rule))
        .toList();
  }

  /** A page without external assets: opens offline, prints, follows the reader's colour scheme. */
  public String html() {
    return new HtmlReport(this).render();
  }

  /** At most 100 characters wide, ends with a line break. */
  public String text() {
    return new TextReport(this).render();
  }

  /** Tables by score, lowest first; those without a score are left out. */
  List<QualityScore> worstTables() {
    return worst(scores.tables());
  }

  /** Columns below 100, lowest first. */
  List<QualityScore> worstColumns() {
    return worst(
        scores.columns().stream()
            .filter(
                column ->
                    column
                        .score()
                        .total()
                        .filter(total -> total.compareTo(BigDecimal.valueOf(100)) < 0)
                        .isPresent())
            .toList());
  }

  private static List<QualityScore> worst(List<QualityScore> scores) {
    return scores.stream()
        .filter(score -> score.score().total().isPresent())
        .sorted(
            Comparator.comparing((QualityScore score) -> score.score().total().orElseThrow())
                .thenComparing(QualityReport::name))
        .limit(LONGEST)
        .toList();
  }

  static String name(QualityScore score) {
    return switch (score.level()) {
      case OVERALL -> "lake";
      case LAYER -> score.layer();
      case TABLE -> score.layer() + "." + score.table();
      case COLUMN -> score.layer() + "." + score.table() + "." + score.column();
    };
  }

  /** What an operator types to judge all events of a table by its contract as it is now. */
  static String replay(String table) {
    return "./lake replay " + table;
  }

  /** What an operator types to publish a blocked table after all. */
  static String release(BlockedTable blocked) {
    return "./lake release " + blocked.shortName() + " --reason \"...\"";
  }
}
