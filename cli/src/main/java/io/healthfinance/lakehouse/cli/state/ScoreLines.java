package io.healthfinance.lakehouse.cli.state;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.cli.Grid;
import io.healthfinance.lakehouse.cli.OpenLake;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.operations.NewestScores;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.quality.Dimension;
import io.healthfinance.lakehouse.quality.QualityScore;
import io.healthfinance.lakehouse.quality.ScoreCard;
import io.healthfinance.lakehouse.quality.Scores;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The newest quality scores of every table, and of the lake and its layers over all of them. */
public final class ScoreLines {

  private static final String[] HEADING = {
    "", "score", "complete", "valid", "consistent", "timely", "accurate", "rows"
  };

  private final ScoreCard card;

  public ScoreLines(OpenLake lake, Catalog catalog) {
    this.card =
        Scores.of(List.of(), NewestScores.of(lake.ops().read(OpsTable.QUALITY_SCORES), catalog));
  }

  public boolean isEmpty() {
    return card.tables().isEmpty();
  }

  /** The lake and its layers. */
  public void print(Terminal terminal) {
    if (isEmpty()) {
      return;
    }
    terminal.heading("Quality scores");
    Grid grid = new Grid(HEADING);
    add(grid, "lake", card.overall());
    card.layers().forEach(layer -> add(grid, layer.layer(), layer));
    grid.print("  ", terminal.width(), terminal::line);
  }

  /** The tables, lowest score first. */
  public void tables(Terminal terminal, int limit) {
    Grid grid = new Grid(HEADING);
    lowestFirst(card.tables().stream())
        .limit(limit)
        .forEach(score -> add(grid, score.layer() + "." + score.table(), score));
    grid.print("  ", terminal.width(), terminal::line);
  }

  /** One table and its columns, lowest score first. */
  public void table(Terminal terminal, String table) {
    Grid grid = new Grid(HEADING);
    card.tables().stream()
        .filter(score -> score.table().equals(table))
        .forEach(score -> add(grid, score.layer() + "." + table, score));
    lowestFirst(card.columns().stream().filter(score -> score.table().equals(table)))
        .forEach(score -> add(grid, "  " + score.column(), score));
    grid.print("  ", terminal.width(), terminal::line);
  }

  /** Those that have a score; of equal ones as they stand in the card, by name. */
  private static Stream<QualityScore> lowestFirst(Stream<QualityScore> scores) {
    return scores
        .filter(score -> score.score().total().isPresent())
        .sorted(Comparator.comparing(score -> score.score().total().orElseThrow()));
  }

  private static void add(Grid grid, String name, QualityScore row) {
    grid.add(
        name,
        number(row.score().total()),
        number(row.score().dimension(Dimension.COMPLETENESS)),
        number(row.score().dimension(Dimension.VALIDITY)),
        number(row.score().dimension(Dimension.CONSISTENCY)),
        number(row.score().dimension(Dimension.TIMELINESS)),
        number(row.score().dimension(Dimension.ACCURACY)),
        row.rows());
  }

  /** Rounded down: 94.996 is not 95. */
  private static String number(Optional<BigDecimal> value) {
    return value.map(v -> v.setScale(2, RoundingMode.DOWN).toPlainString()).orElse("-");
  }
}
