package io.healthfinance.lakehouse.gold;

import static java.util.stream.Collectors.joining;

import io.healthfinance.lakehouse.quality.GateCheck;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The gate's checks of a derived table as aggregates that are true when the check holds, so that
 * all of them cost one small query.
 */
final class GateSql {

  private GateSql() {}

  /** The aggregate of a check; empty for checks that look at more than rows. */
  static Optional<String> of(GateCheck check) {
    if (check instanceof GateCheck.Unique unique) {
      String key = unique.columns().stream().map(GateSql::quoted).collect(joining(", "));
      return Optional.of("count(*) = count(DISTINCT struct(" + key + "))");
    }
    if (check instanceof GateCheck.Complete complete) {
      return Optional.of(share(quoted(complete.column()) + " IS NOT NULL", complete.minShare()));
    }
    if (check instanceof GateCheck.Range range) {
      return Optional.of(
          share(
              Stream.of(
                      limit(range.column(), " >= ", range.min()),
                      limit(range.column(), " <= ", range.max()))
                  .flatMap(List::stream)
                  .collect(joining(" AND ")),
              1));
    }
    if (check instanceof GateCheck.Satisfies satisfies) {
      return Optional.of(share(satisfies.predicate(), satisfies.minShare()));
    }
    if (check instanceof GateCheck.ReconcileSql sums) {
      return Optional.of(
          "coalesce(abs(cast((%1$s) AS decimal(38,6)) - cast((%2$s) AS decimal(38,6))) <= %3$s, (%1$s) IS NULL AND (%2$s) IS NULL)"
              .formatted(sums.left(), sums.right(), sums.tolerance().toPlainString()));
    }
    return Optional.empty();
  }

  private static List<String> limit(String column, String comparison, BigDecimal value) {
    return value == null ? List.of() : List.of(quoted(column) + comparison + value.toPlainString());
  }

  /** A condition of NULL counts as satisfied, as in the gate. */
  private static String share(String condition, double least) {
    return "coalesce(avg(if(coalesce(%s, true), 1.0, 0.0)), 1.0) >= %s".formatted(condition, least);
  }

  private static String quoted(String column) {
    return "`" + column + "`";
  }
}
