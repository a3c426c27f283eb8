package io.healthfinance.lakehouse.datagen.dirt;

import io.healthfinance.lakehouse.catalog.rule.Expression;
import java.math.BigDecimal;
import java.util.List;

/** The numbers and texts that a rule mentions: what lies just beyond them tends to break it. */
record Literals(List<BigDecimal> numbers, List<String> texts) {

  static Literals of(Expression expression) {
    return new Literals(
        expression.parts(Expression.Number.class).map(Expression.Number::value).toList(),
        expression.parts(Expression.Text.class).map(Expression.Text::value).toList());
  }
}
