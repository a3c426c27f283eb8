package io.healthfinance.lakehouse.quality;

import io.healthfinance.lakehouse.quality.QualityScore.Level;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Computes the quality score: 0.30 completeness + 0.25 validity + 0.20 consistency + 0.15
 * timeliness + 0.10 accuracy, per column, table, layer and for the lake. Decimal arithmetic in a
 * fixed order, rounded once at the end: the same facts give the same digits.
 */
public final class Scores {

  private static final Comparator<TableFacts> BY_NAME =
      Comparator.comparing(TableFacts::layer).thenComparing(TableFacts::table);

  private Scores() {}

  /** Tables in any order; a table that no dimension applies to has no say in its layer. */
  public static ScoreCard of(List<TableFacts> facts) {
    return of(facts, List.of());
  }

  /**
   * The scores of tables that were measured now, and of layers and the lake together with tables
   * that were measured earlier.
   *
   * @param earlier scores of tables and columns; a table that is among the facts is passed over
   */
  public static ScoreCard of(List<TableFacts> facts, List<QualityScore> earlier) {
    List<TableFacts> ordered = facts.stream().sorted(BY_NAME).toList();
    Map<TableFacts, Map<Dimension, BigDecimal>> exact = new TreeMap<>(BY_NAME);
    ordered.forEach(table -> exact.put(table, new TableScore(table).table()));
    Set<String> measured = ordered.stream().map(Scores::name).collect(Collectors.toSet());
    List<QualityScore> rested =
        earlier.stream().filter(score -> !measured.contains(name(score))).toList();
    rested.stream()
        .filter(score -> score.level() == Level.TABLE)
        .forEach(score -> exact.put(weightOf(score), score.score().dimensions()));

    List<QualityScore> scores = new ArrayList<>();
    scores.add(pooled(Level.OVERALL, null, exact));
    Map<String, Map<TableFacts, Map<Dimension, BigDecimal>>> layers = new TreeMap<>();
    exact.forEach(
        (table, dimensions) ->
            layers
                .computeIfAbsent(table.layer(), layer -> new LinkedHashMap<>())
                .put(table, dimensions));
    layers.forEach((layer, tables) -> scores.add(pooled(Level.LAYER, layer, tables)));
    List<QualityScore> own = new ArrayList<>(rested);
    ordered.forEach(
        table -> {
          own.add(
              new QualityScore(
                  Level.TABLE,
                  table.layer(),
                  table.table(),
                  null,
                  table.criticalTable(),
                  table.rows(),
                  Score.of(exact.get(table))));
          own.addAll(columns(table));
        });
    own.stream()
        .sorted(
            Comparator.comparing(QualityScore::level)
                .reversed()
                .thenComparing(Scores::name)
                .thenComparing(score -> score.column() == null ? "" : score.column()))
        .forEach(scores::add);
    return new ScoreCard(scores);
  }

  private static String name(TableFacts table) {
    return table.layer() + "." + table.table();
  }

  private static String name(QualityScore score) {
    return score.layer() + "." + score.table();
  }

  /** What an earlier score says of how much its table counts. */
  private static TableFacts weightOf(QualityScore score) {
    return TableFacts.of(score.layer(), score.table(), score.rows(), score.critical());
  }

  private static List<QualityScore> columns(TableFacts table) {
    List<String> critical =
        table.completeness().stream()
            .filter(ColumnCompleteness::critical)
            .map(ColumnCompleteness::column)
            .toList();
    List<QualityScore> scores = new ArrayList<>();
    new TableScore(table)
        .columns()
        .forEach(
            (column, dimensions) ->
                scores.add(
                    new QualityScore(
                        Level.COLUMN,
                        table.layer(),
                        table.table(),
                        column,
                        critical.contains(column),
                        table.rows(),
                        Score.of(dimensions))));
    return scores;
  }

  /** Each dimension, and the total, is the weighted mean over the tables that have it. */
  private static QualityScore pooled(
      Level level, String layer, Map<TableFacts, Map<Dimension, BigDecimal>> tables) {
    List<TableFacts> scored =
        tables.keySet().stream().filter(table -> !tables.get(table).isEmpty()).toList();
    Map<TableFacts, BigDecimal> weights = TableWeights.of(scored);
    EnumMap<Dimension, BigDecimal> dimensions = new EnumMap<>(Dimension.class);
    for (Dimension dimension : Dimension.values()) {
      WeightedMean mean = new WeightedMean();
      for (TableFacts table : scored) {
        BigDecimal value = tables.get(table).get(dimension);
        if (value != null) {
          mean.add(weights.get(table), value);
        }
      }
      mean.value().ifPresent(value -> dimensions.put(dimension, Score.round(value)));
    }
    WeightedMean total = new WeightedMean();
    for (TableFacts table : scored) {
      total.add(weights.get(table), Score.total(tables.get(table)).orElseThrow());
    }
    long rows = tables.keySet().stream().mapToLong(TableFacts::rows).sum();
    Score score = new Score(dimensions, total.value().map(Score::round));
    return new QualityScore(level, layer, null, null, false, rows, score);
  }
}
