package io.healthfinance.lakehouse.catalog.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Whether a changed condition asks for less. Says yes only where the form of the two conditions
 * proves it: a wider range, more values, one more alternative, one requirement less.
 */
public final class Loosening {

  private Loosening() {}

  /** Whether every row that breaks {@code newer} breaks {@code older} too. */
  public static boolean of(Expression older, Expression newer) {
    if (older.equals(newer)) {
      return true;
    }
    if (newer instanceof Expression.Binary both && both.operator().equals("and")) {
      return of(older, both.left()) && of(older, both.right());
    }
    if (newer instanceof Expression.Binary either && either.operator().equals("or")) {
      if (of(older, either.left()) || of(older, either.right())) {
        return true;
      }
    }
    if (older instanceof Expression.Binary both && both.operator().equals("and")) {
      if (of(both.left(), newer) || of(both.right(), newer)) {
        return true;
      }
    }
    if (older instanceof Expression.Binary either && either.operator().equals("or")) {
      return of(either.left(), newer) && of(either.right(), newer);
    }
    return widerRange(older, newer) || moreValues(older, newer);
  }

  private record Range(Expression operand, Optional<Bound> low, Optional<Bound> high) {}

  private record Bound(BigDecimal value, boolean inclusive) {

    /** Whether no value within {@code other} lies beyond this bound on its side. */
    boolean holds(Bound other, int side) {
      int order = other.value.compareTo(value) * side;
      return order < 0 || (order == 0 && (inclusive || !other.inclusive));
    }
  }

  private static boolean widerRange(Expression older, Expression newer) {
    Optional<Range> from = range(older);
    Optional<Range> to = range(newer);
    return from.isPresent()
        && to.isPresent()
        && from.get().operand().equals(to.get().operand())
        && within(from.get().low(), to.get().low(), -1)
        && within(from.get().high(), to.get().high(), 1);
  }

  private static boolean within(Optional<Bound> older, Optional<Bound> newer, int side) {
    return newer.isEmpty() || (older.isPresent() && newer.get().holds(older.get(), side));
  }

  private static Optional<Range> range(Expression expression) {
    if (expression instanceof Expression.Between between
        && !between.negated()
        && number(between.low()).isPresent()
        && number(between.high()).isPresent()) {
      return Optional.of(
          new Range(
              between.operand(),
              number(between.low()).map(value -> new Bound(value, true)),
              number(between.high()).map(value -> new Bound(value, true))));
    }
    if (expression instanceof Expression.Binary comparison) {
      return number(comparison.right())
          .flatMap(
              value ->
                  switch (comparison.operator()) {
                    case "<", "<=" ->
                        Optional.of(
                            new Range(
                                comparison.left(),
                                Optional.empty(),
                                Optional.of(bound(comparison, value))));
                    case ">", ">=" ->
                        Optional.of(
                            new Range(
                                comparison.left(),
                                Optional.of(bound(comparison, value)),
                                Optional.empty()));
                    default -> Optional.empty();
                  });
    }
    return Optional.empty();
  }

  private static Bound bound(Expression.Binary comparison, BigDecimal value) {
    return new Bound(value, comparison.operator().endsWith("="));
  }

  private static Optional<BigDecimal> number(Expression expression) {
    return expression instanceof Expression.Number number
        ? Optional.of(number.value())
        : Optional.empty();
  }

  private static boolean moreValues(Expression older, Expression newer) {
    Optional<Expression> operand = listed(older).map(Expression.In::operand);
    return operand.isPresent()
        && operand.equals(listed(newer).map(Expression.In::operand))
        && values(newer).containsAll(values(older));
  }

  private static Optional<Expression.In> listed(Expression expression) {
    return expression instanceof Expression.In in && !in.negated()
        ? Optional.of(in)
        : Optional.empty();
  }

  private static List<Expression> values(Expression expression) {
    return ((Expression.In) expression).values();
  }
}
