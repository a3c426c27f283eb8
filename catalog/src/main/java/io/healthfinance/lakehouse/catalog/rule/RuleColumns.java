package io.healthfinance.lakehouse.catalog.rule;

import java.util.List;
import java.util.Set;

/** The columns that an expression reads. */
public final class RuleColumns {
  /** Names that every event offers besides its columns: its operation and its commit time. */
  public static final Set<String> OF_THE_EVENT = Set.of("op", "source_ts");

  private RuleColumns() {}

  /** Names in order of appearance, {@code op} and {@code source_ts} left out. */
  public static List<String> of(Expression expression) {
    return expression
        .parts(Expression.Column.class)
        .map(Expression.Column::name)
        .filter(name -> !OF_THE_EVENT.contains(name))
        .distinct()
        .toList();
  }
}
