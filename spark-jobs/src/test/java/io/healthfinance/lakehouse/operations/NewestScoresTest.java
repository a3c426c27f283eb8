package io.healthfinance.lakehouse.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.ops.QualityScoreRow;
import io.healthfinance.lakehouse.quality.Dimension;
import io.healthfinance.lakehouse.quality.QualityScore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewestScoresTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final Catalog catalog = new CatalogLoader().loadBundled();

  @Test
  void aTableHasTheScoresOfTheRunThatScoredItLast() {
    List<QualityScore> newest =
        NewestScores.of(
            List.of(
                row("run-1", null, null, 50.0, 0),
                row("run-1", "users", null, 80.0, 0),
                row("run-1", "users", "role", 60.0, 0),
                row("run-1", "vitals", null, 70.0, 0),
                row("run-1", "vitals", "vital_type", 71.0, 0),
                row("run-2", null, null, 99.0, 1),
                row("run-2", "users", null, 90.0, 1),
                row("run-2", "users", "city", 91.0, 1)),
            catalog);

    assertThat(newest)
        .extracting(QualityScore::table, QualityScore::column, score -> total(score))
        .containsExactlyInAnyOrder(
            tuple("users", null, 90.0),
            tuple("users", "city", 91.0),
            tuple("vitals", null, 70.0),
            tuple("vitals", "vital_type", 71.0));
  }

  @Test
  void aTableWithoutAContractIsLeftOut() {
    assertThat(NewestScores.of(List.of(row("run-1", "no_table", null, 80.0, 0)), catalog))
        .isEmpty();
  }

  @Test
  void aDimensionThatDidNotApplyStaysAbsent() {
    QualityScore score =
        NewestScores.of(List.of(row("run-1", "users", null, 80.0, 0)), catalog).get(0);

    assertThat(score.score().dimensions())
        .isEqualTo(Map.of(Dimension.VALIDITY, BigDecimal.valueOf(80.0)));
    assertThat(score.critical())
        .isEqualTo(catalog.findSource("users").orElseThrow().criticalTable());
    assertThat(score.rows()).isEqualTo(7);
  }

  private static double total(QualityScore score) {
    return score.score().total().orElseThrow().doubleValue();
  }

  private static QualityScoreRow row(
      String run, String table, String column, double score, int hours) {
    return new QualityScoreRow(
        run,
        "silver",
        table,
        column,
        null,
        score,
        null,
        null,
        null,
        score,
        7L,
        NOON.plusSeconds(3600L * hours));
  }
}
