package io.healthfinance.lakehouse.datagen.dirt;

import io.healthfinance.lakehouse.catalog.rule.Expression;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The numbers and texts that a rule mentions: what lies just beyond them tends to break it. */
record Literals(List<BigDecimal> numbers, List<String> texts) {

  static Literals of(Expression expression) {
    Literals found = new Literals(new ArrayList<>(), new ArrayList<>());
    found.collect(expression);
    return found;
  }

  private void collect(Expression expression) {
    if (expression instanceof Expression.Number number) {
      numbers.add(number.value());
    } else if (expression instanceof Expression.Text text) {
      texts.add(text.value());
    } else if (expression instanceof Expression.Binary binary) {
      collect(binary.left());
      collect(binary.right());
    } else if (expression instanceof Expression.Not not) {
      collect(not.operand());
    } else if (expression instanceof Expression.IsNull test) {
      collect(test.operand());
    } else if (expression instanceof Expression.In in) {
      collect(in.operand());
      in.values().forEach(this::collect);
    } else if (expression instanceof Expression.Between between) {
      collect(between.operand());
      collect(between.low());
      collect(between.high());
    } else if (expression instanceof Expression.Call call) {
      call.arguments().forEach(this::collect);
    }
  }
}
