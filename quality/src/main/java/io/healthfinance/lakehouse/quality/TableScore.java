package io.healthfinance.lakehouse.quality;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The exact, unrounded dimensions of one table and of its columns. */
final class TableScore {

  static final MathContext EXACT = MathContext.DECIMAL128;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final TableFacts facts;

  TableScore(TableFacts facts) {
    this.facts = facts;
  }

  Map<Dimension, BigDecimal> table() {
    EnumMap<Dimension, BigDecimal> dimensions = new EnumMap<>(Dimension.class);
    put(dimensions, Dimension.COMPLETENESS, completeness());
    put(
        dimensions,
        Dimension.VALIDITY,
        facts.events().flatMap(events -> without(events.rejected(), events.events())));
    put(dimensions, Dimension.CONSISTENCY, consistency());
    put(
        dimensions,
        Dimension.TIMELINESS,
        facts.timeliness().flatMap(t -> share(t.withinSla(), t.landings())));
    put(
        dimensions,
        Dimension.ACCURACY,
        facts.accuracy().flatMap(accuracy -> share(accuracy.equal(), accuracy.compared())));
    return dimensions;
  }

  /** By column name; a column that is neither scored, ruled nor a reference is absent. */
  Map<String, Map<Dimension, BigDecimal>> columns() {
    Map<String, Map<Dimension, BigDecimal>> columns = new TreeMap<>();
    for (ColumnCompleteness column : facts.completeness()) {
      put(of(columns, column.column()), Dimension.COMPLETENESS, share(column));
    }
    facts
        .events()
        .ifPresent(
            events ->
                events
                    .rejectedByColumn()
                    .forEach(
                        (column, rejected) ->
                            put(
                                of(columns, column),
                                Dimension.VALIDITY,
                                without(rejected, events.events()))));
    for (ReferenceCounts reference : facts.references()) {
      put(
          of(columns, reference.column()),
          Dimension.CONSISTENCY,
          without(reference.orphans(), reference.references()));
    }
    columns.values().removeIf(Map::isEmpty);
    return columns;
  }

  private Optional<BigDecimal> completeness() {
    List<BigDecimal> shares = new ArrayList<>();
    facts.completeness().forEach(column -> share(column).ifPresent(shares::add));
    return shares.stream()
        .reduce(BigDecimal::add)
        .map(sum -> sum.divide(BigDecimal.valueOf(shares.size()), EXACT));
  }

  /** Both promises must hold, so the weaker one counts; many references cannot hide bad keys. */
  private Optional<BigDecimal> consistency() {
    long references = facts.references().stream().mapToLong(ReferenceCounts::references).sum();
    long orphans = facts.references().stream().mapToLong(ReferenceCounts::orphans).sum();
    Optional<BigDecimal> resolved = without(orphans, references);
    Optional<BigDecimal> unique =
        facts.keys().flatMap(keys -> without(keys.repeated(), keys.rows()));
    return resolved.isPresent() && unique.isPresent()
        ? Optional.of(resolved.get().min(unique.get()))
        : resolved.or(() -> unique);
  }

  private static Map<Dimension, BigDecimal> of(
      Map<String, Map<Dimension, BigDecimal>> columns, String column) {
    return columns.computeIfAbsent(column, name -> new EnumMap<>(Dimension.class));
  }

  private static void put(
      Map<Dimension, BigDecimal> dimensions, Dimension dimension, Optional<BigDecimal> value) {
    value.ifPresent(present -> dimensions.put(dimension, present));
  }

  private static Optional<BigDecimal> share(ColumnCompleteness column) {
    return share(column.nonNull(), column.rows());
  }

  private static Optional<BigDecimal> without(long bad, long all) {
    return share(all - bad, all);
  }

  /** Nothing to measure is not a perfect score: empty, not 100. */
  private static Optional<BigDecimal> share(long good, long all) {
    return all == 0
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(good).multiply(HUNDRED).divide(BigDecimal.valueOf(all), EXACT));
  }
}
