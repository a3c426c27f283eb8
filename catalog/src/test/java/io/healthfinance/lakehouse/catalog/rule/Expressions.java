package io.healthfinance.lakehouse.catalog.rule;

import io.healthfinance.lakehouse.catalog.rule.Expression.Interval;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary expressions of the rule language. */
final class Expressions {
  private Expressions() {}

  /** Any expression that the parser could give, well typed or not. */
  static Arbitrary<Expression> any() {
    return Arbitraries.recursive(Expressions::leaf, Expressions::grown, 0, 4);
  }

  private static Arbitrary<Expression> grown(Arbitrary<Expression> part) {
    return Arbitraries.oneOf(
        List.of(
            part,
            Combinators.combine(
                    Arbitraries.of(
                        "=", "<>", "<", "<=", ">", ">=", "+", "-", "*", "/", "and", "or"),
                    part,
                    part)
                .as(Expression.Binary::new),
            part.map(Expression.Not::new),
            Combinators.combine(part, bool()).as(Expression.IsNull::new),
            Combinators.combine(part, part.list().ofMinSize(1).ofMaxSize(3), bool())
                .as(Expression.In::new),
            Combinators.combine(part, part, part, bool()).as(Expression.Between::new),
            part.map(argument -> new Expression.Call("length", List.of(argument))),
            part.list()
                .ofMinSize(2)
                .ofMaxSize(3)
                .map(all -> new Expression.Call("coalesce", all))));
  }

  /** Conditions over the boolean columns a, b and c. */
  static Arbitrary<Expression> logical() {
    return Arbitraries.lazyOf(
        () -> Arbitraries.of("a", "b", "c").map(Expression.Column::new),
        () ->
            Arbitraries.of(
                new Expression.Null(), new Expression.Bool(true), new Expression.Bool(false)),
        () -> logical().map(Expression.Not::new),
        () ->
            Combinators.combine(Arbitraries.of("and", "or"), logical(), logical())
                .as(Expression.Binary::new));
  }

  private static Arbitrary<Expression> leaf() {
    return Arbitraries.oneOf(
        Arbitraries.of("a", "status", "op", "bp_systolic", "x1").map(Expression.Column::new),
        Arbitraries.strings().ofMaxLength(8).map(Expression.Text::new),
        Arbitraries.bigDecimals()
            .between(new BigDecimal("-1000000"), new BigDecimal("1000000"))
            .ofScale(3)
            .map(Expression.Number::new),
        bool().map(Expression.Bool::new),
        Arbitraries.just(new Expression.Null()),
        Combinators.combine(
                Arbitraries.longs().between(0, 999_999_999), Arbitraries.of(Interval.Unit.values()))
            .as(Interval::new));
  }

  private static Arbitrary<Boolean> bool() {
    return Arbitraries.of(true, false);
  }
}
