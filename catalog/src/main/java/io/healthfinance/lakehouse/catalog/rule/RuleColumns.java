package io.healthfinance.lakehouse.catalog.rule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The columns that an expression reads. */
public final class RuleColumns {
  /** Names that every event offers besides its columns: its operation and its commit time. */
  public static final Set<String> OF_THE_EVENT = Set.of("op", "source_ts");

  private RuleColumns() {}

  /** Names in order of appearance, {@code op} and {@code source_ts} left out. */
  public static List<String> of(Expression expression) {
    Set<String> names = new LinkedHashSet<>();
    collect(expression, names);
    names.removeAll(OF_THE_EVENT);
    return List.copyOf(names);
  }

  private static void collect(Expression expression, Set<String> names) {
    if (expression instanceof Expression.Column column) {
      names.add(column.name());
    }
    parts(expression).forEach(part -> collect(part, names));
  }

  /** The direct operands of an expression. */
  static List<Expression> parts(Expression expression) {
    if (expression instanceof Expression.Binary binary) {
      return List.of(binary.left(), binary.right());
    } else if (expression instanceof Expression.Not not) {
      return List.of(not.operand());
    } else if (expression instanceof Expression.IsNull test) {
      return List.of(test.operand());
    } else if (expression instanceof Expression.In in) {
      return java.util.stream.Stream.concat(
              java.util.stream.Stream.of(in.operand()), in.values().stream())
          .toList();
    } else if (expression instanceof Expression.Between between) {
      return List.of(between.operand(), between.low(), between.high());
    } else if (expression instanceof Expression.Call call) {
      return call.arguments();
    }
    return List.of();
  }
}
