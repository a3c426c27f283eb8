package io.healthfinance.lakehouse.catalog.rule;

import java.util.List;

/**
 * The closed grammar of row rules: comparison, BETWEEN, IN, null tests, AND/OR/NOT, arithmetic and
 * a few pure functions. No clock, no subquery, no other table.
 */
public sealed interface Expression {

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
