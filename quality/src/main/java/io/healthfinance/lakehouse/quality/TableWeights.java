package io.healthfinance.lakehouse.quality;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much each table counts in the score of a layer or of the lake: by its rows, at most 10 % of
 * all, so that one event stream does not drown every other table; a critical table counts double
 * after that. What the cap takes from large tables goes to the others in proportion to their rows.
 * Fewer than ten tables cannot all stay below 10 %; then the cap is an equal share.
 */
final class TableWeights {

  static final BigDecimal CAP = new BigDecimal("0.10");
  private static final MathContext EXACT = TableScore.EXACT;

  private TableWeights() {}

  /** Weights that are positive; only their proportions mean something. */
  static Map<TableFacts, BigDecimal> of(List<TableFacts> tables) {
    Map<TableFacts, BigDecimal> weights = new LinkedHashMap<>();
    capped(tables)
        .forEach(
            (table, weight) ->
                weights.put(
                    table,
                    table.criticalTable() ? weight.multiply(BigDecimal.valueOf(2)) : weight));
    return weights;
  }

  /** Shares of 1 by rows, none above the cap: the largest tables are cut first. */
  static Map<TableFacts, BigDecimal> capped(List<TableFacts> tables) {
    Map<TableFacts, BigDecimal> shares = new LinkedHashMap<>();
    if (tables.isEmpty()) {
      return shares;
    }
    BigDecimal cap = CAP.max(BigDecimal.ONE.divide(BigDecimal.valueOf(tables.size()), EXACT));
    List<TableFacts> largestFirst =
        tables.stream()
            .sorted(
                Comparator.comparingLong(TableWeights::rows)
                    .reversed()
                    .thenComparing(TableFacts::layer)
                    .thenComparing(TableFacts::table))
            .toList();
    BigDecimal open = BigDecimal.ONE;
    BigDecimal rows =
        tables.stream()
            .map(table -> BigDecimal.valueOf(rows(table)))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    for (TableFacts table : largestFirst) {
      BigDecimal own = BigDecimal.valueOf(rows(table));
      BigDecimal share = open.multiply(own).divide(rows, EXACT).min(cap);
      shares.put(table, share);
      open = open.subtract(share).max(BigDecimal.ZERO);
      rows = rows.subtract(own);
    }
    return shares;
  }

  /** An empty table still counts a little: all of its events may have been quarantined. */
  private static long rows(TableFacts table) {
    return Math.max(1, table.rows());
  }
}
