package io.healthfinance.lakehouse.catalog.rule;

import java.util.List;
import java.util.stream.Stream;

/**
 * The closed grammar of row rules: comparison, BETWEEN, IN, null tests, AND/OR/NOT, arithmetic and
 * a few pure functions. No clock, no subquery, no other table.
 */
public sealed interface Expression {

  /** The direct operands. */
  default List<Expression> operands() {
    if (this instanceof Binary binary) {
      return List.of(binary.left(), binary.right());
    } else if (this instanceof Not not) {
      return List.of(not.operand());
    } else if (this instanceof IsNull test) {
      return List.of(test.operand());
    } else if (this instanceof In in) {
      return Stream.concat(Stream.of(in.operand()), in.values().stream()).toList();
    } else if (this instanceof Between between) {
      return List.of(between.operand(), between.low(), between.high());
    } else if (this instanceof Call call) {
      return call.arguments();
    }
    return List.of();
  }

  /** This expression and everything below it, in order of appearance. */
  default Stream<Expression> parts() {
    return Stream.concat(Stream.of(this), operands().stream().flatMap(Expression::parts));
  }

  /** The parts of one kind. */
  default <E extends Expression> Stream<E> parts(Class<E> kind) {
    return parts().filter(kind::isInstance).map(kind::cast);
  }

  record Column(String name) implements Expression {}

  record Text(String value) implements Expression {}

  record Number(java.math.BigDecimal value) implements Expression {}

  record Bool(boolean value) implements Expression {}

  record Null() implements Expression {}

  /** A span such as {@code days(3)} or {@code hours(12)}. */
  record Interval(long amount, Unit unit) implements Expression {
    /** Unit of a span. */
    public enum Unit {
      SECONDS,
      MINUTES,
      HOURS,
      DAYS
    }
  }

  /** {@code = <> < <= > >= + - * / and or}. */
  record Binary(String operator, Expression left, Expression right) implements Expression {}

  record Not(Expression operand) implements Expression {}

  record IsNull(Expression operand, boolean negated) implements Expression {}

  record In(Expression operand, List<Expression> values, boolean negated) implements Expression {}

  record Between(Expression operand, Expression low, Expression high, boolean negated)
      implements Expression {}

  /**
   * One of the pure functions: length, lower, upper, abs, date, timestamp, matches, luhn, npi,
   * coalesce.
   */
  record Call(String function, List<Expression> arguments) implements Expression {}
}
