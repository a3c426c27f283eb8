package io.healthfinance.lakehouse.operations;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.ops.QualityScoreRow;
import io.healthfinance.lakehouse.quality.Dimension;
import io.healthfinance.lakehouse.quality.QualityScore;
import io.healthfinance.lakehouse.quality.QualityScore.Level;
import io.healthfinance.lakehouse.quality.Score;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is known of the quality of every table: a run scores the tables that it moved, so a table
 * that rested has the scores of the run that moved it last.
 */
public final class NewestScores {

  private static final Comparator<QualityScoreRow> BY_TIME =
      Comparator.comparing(QualityScoreRow::recordedAt).thenComparing(QualityScoreRow::runId);

  private NewestScores() {}

  /**
   * The newest scores of every table and of its columns in the same run; in no particular order.
   * Source tables that the catalog does not describe any more are left out.
   *
   * @param rows {@code ops.quality_scores}
   */
  public static List<QualityScore> of(Collection<QualityScoreRow> rows, Catalog catalog) {
    Map<String, QualityScoreRow> newest =
        rows.stream()
            .filter(row -> row.tableName() != null && row.columnName() == null)
            .filter(row -> catalog.findSource(row.tableName()).isPresent())
            .collect(
                Collectors.toMap(
                    NewestScores::name, Function.identity(), BinaryOperator.maxBy(BY_TIME)));
    return rows.stream()
        .filter(row -> row.tableName() != null)
        .filter(
            row ->
                Optional.ofNullable(newest.get(name(row)))
                    .filter(table -> table.runId().equals(row.runId()))
                    .isPresent())
        .map(row -> score(row, catalog.findSource(row.tableName()).orElseThrow()))
        .toList();
  }

  private static String name(QualityScoreRow row) {
    return row.layer() + "." + row.tableName();
  }

  private static QualityScore score(QualityScoreRow row, TableContract contract) {
    boolean ofTable = row.columnName() == null;
    EnumMap<Dimension, BigDecimal> dimensions = new EnumMap<>(Dimension.class);
    put(dimensions, Dimension.COMPLETENESS, row.completeness());
    put(dimensions, Dimension.VALIDITY, row.validity());
    put(dimensions, Dimension.CONSISTENCY, row.consistency());
    put(dimensions, Dimension.TIMELINESS, row.timeliness());
    put(dimensions, Dimension.ACCURACY, row.accuracy());
    return new QualityScore(
        ofTable ? Level.TABLE : Level.COLUMN,
        row.layer(),
        row.tableName(),
        row.columnName(),
        ofTable ? contract.criticalTable() : contract.critical().contains(row.columnName()),
        row.rowCount(),
        new Score(dimensions, Optional.ofNullable(row.score()).map(BigDecimal::valueOf)));
  }

  private static void put(
      Map<Dimension, BigDecimal> dimensions, Dimension dimension, Double value) {
    if (value != null) {
      dimensions.put(dimension, BigDecimal.valueOf(value));
    }
  }
}
