package io.healthfinance.lakehouse.quality;

import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.rule.Expression;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The numeric limits of a range rule, read back from its expression.
 *
 * @param min null when open
 * @param max null when open
 */
record NumericLimits(String column, BigDecimal min, BigDecimal max) {

  /** Empty for a rule under a condition, and for limits that are not numbers. */
  static Optional<NumericLimits> of(RowRule rule) {
    return rule.when().isPresent() ? Optional.empty() : read(rule.check());
  }

  GateCheck.Range toCheck(String name) {
    return new GateCheck.Range(name, column, min, max);
  }

  private static Optional<NumericLimits> read(Expression check) {
    if (check instanceof Expression.Between between
        && !between.negated()
        && between.operand() instanceof Expression.Column column
        && between.low() instanceof Expression.Number low
        && between.high() instanceof Expression.Number high) {
      return Optional.of(new NumericLimits(column.name(), low.value(), high.value()));
    }
    if (!(check instanceof Expression.Binary binary)) {
      return Optional.empty();
    }
    if (binary.operator().equalsIgnoreCase("and")) {
      return read(binary.left()).flatMap(left -> read(binary.right()).flatMap(left::and));
    }
    if (binary.left() instanceof Expression.Column column
        && binary.right() instanceof Expression.Number limit) {
      return switch (binary.operator()) {
        case ">=" -> Optional.of(new NumericLimits(column.name(), limit.value(), null));
        case "<=" -> Optional.of(new NumericLimits(column.name(), null, limit.value()));
        default -> Optional.empty();
      };
    }
    return Optional.empty();
  }

  private Optional<NumericLimits> and(NumericLimits other) {
    boolean disjoint = (min == null || other.min == null) && (max == null || other.max == null);
    return column.equals(other.column) && disjoint
        ? Optional.of(
            new NumericLimits(column, min == null ? other.min : min, max == null ? other.max : max))
        : Optional.empty();
  }
}
