package io.healthfinance.lakehouse.cli.state;

import io.healthfinance.lakehouse.cli.Grid;
import io.healthfinance.lakehouse.cli.OpenLake;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.QualityScoreRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The quality scores of the newest scored run. */
public final class ScoreLines {

  private static final String[] HEADING = {
    "", "score", "complete", "valid", "consistent", "timely", "accurate", "rows"
  };

  private final List<QualityScoreRow> newest;

  public ScoreLines(OpenLake lake) {
    List<QualityScoreRow> all = lake.ops().read(OpsTable.QUALITY_SCORES);
    Optional<QualityScoreRow> last =
        all.stream()
            .max(
                Comparator.comparing(
                    QualityScoreRow::recordedAt, Comparator.<Instant>naturalOrder()));
    this.newest =
        last.map(row -> all.stream().filter(r -> r.runId().equals(row.runId())).toList())
            .orElse(List.of());
  }

  public boolean isEmpty() {
    return newest.isEmpty();
  }

  /** The lake and its layers. */
  public void print(Terminal terminal) {
    if (newest.isEmpty()) {
      return;
    }
    terminal.heading("Quality scores");
    Grid grid = new Grid(HEADING);
    newest.stream()
        .filter(row -> row.tableName() == null)
        .sorted(Comparator.comparing(row -> row.layer() == null ? "" : row.layer()))
        .forEach(row -> add(grid, row.layer() == null ? "lake" : row.layer(), row));
    grid.print("  ", terminal.width(), terminal::line);
  }

  /** The tables, lowest score first. */
  public void tables(Terminal terminal, int limit) {
    Grid grid = new Grid(HEADING);
    newest.stream()
        .filter(row -> row.tableName() != null && row.columnName() == null)
        .filter(row -> row.score() != null)
        .sorted(Comparator.comparing(QualityScoreRow::score))
        .limit(limit)
        .forEach(row -> add(grid, row.layer() + "." + row.tableName(), row));
    grid.print("  ", terminal.width(), terminal::line);
  }

  /** One table and its columns, lowest score first. */
  public void table(Terminal terminal, String table) {
    Grid grid = new Grid(HEADING);
    newest.stream()
        .filter(row -> table.equals(row.tableName()) && row.columnName() == null)
        .forEach(row -> add(grid, row.layer() + "." + table, row));
    newest.stream()
        .filter(row -> table.equals(row.tableName()) && row.columnName() != null)
        .filter(row -> row.score() != null)
        .sorted(
            Comparator.comparing(QualityScoreRow::score).thenComparing(QualityScoreRow::columnName))
        .forEach(row -> add(grid, "  " + row.columnName(), row));
    grid.print("  ", terminal.width(), terminal::line);
  }

  private static void add(Grid grid, String name, QualityScoreRow row) {
    grid.add(
        name,
        number(row.score()),
        number(row.completeness()),
        number(row.validity()),
        number(row.consistency()),
        number(row.timeliness()),
        number(row.accuracy()),
        row.rowCount());
  }

  /** Rounded down: 94.996 is not 95. */
  private static String number(Double value) {
    return value == null
        ? "-"
        : BigDecimal.valueOf(value).setScale(2, RoundingMode.DOWN).toPlainString();
  }
}
