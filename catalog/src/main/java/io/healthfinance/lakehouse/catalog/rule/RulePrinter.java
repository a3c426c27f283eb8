package io.healthfinance.lakehouse.catalog.rule;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes an expression in the rule language; parsing the text gives the same expression. */
public final class RulePrinter {
  private static final int NOT = 3;
  private static final int PREDICATE = 4;
  private static final int SUM = 5;
  private static final int OPERAND = 7;

  private RulePrinter() {}

  public static String print(Expression expression) {
    return at(0, expression);
  }

  private static String at(int loosest, Expression expression) {
    String text = text(expression);
    return binding(expression) < loosest ? "(" + text + ")" : text;
  }

  private static String text(Expression expression) {
    if (expression instanceof Expression.Column column) {
      return column.name();
    } else if (expression instanceof Expression.Text text) {
      return "'" + text.value().replace("'", "''") + "'";
    } else if (expression instanceof Expression.Number number) {
      return number.value().toPlainString();
    } else if (expression instanceof Expression.Bool bool) {
      return String.valueOf(bool.value());
    } else if (expression instanceof Expression.Null) {
      return "null";
    } else if (expression instanceof Expression.Interval interval) {
      return interval.unit().name().toLowerCase(Locale.ROOT) + "(" + interval.amount() + ")";
    } else if (expression instanceof Expression.Binary binary) {
      int own = binding(binary);
      int left = own == PREDICATE ? SUM : own;
      return at(left, binary.left()) + " " + binary.operator() + " " + at(own + 1, binary.right());
    } else if (expression instanceof Expression.Not not) {
      return "not " + at(NOT, not.operand());
    } else if (expression instanceof Expression.IsNull test) {
      return at(SUM, test.operand()) + (test.negated() ? " is not null" : " is null");
    } else if (expression instanceof Expression.In in) {
      return at(SUM, in.operand())
          + (in.negated() ? " not in (" : " in (")
          + list(in.values())
          + ")";
    } else if (expression instanceof Expression.Between between) {
      return at(SUM, between.operand())
          + (between.negated() ? " not between " : " between ")
          + at(SUM, between.low())
          + " and "
          + at(SUM, between.high());
    }
    Expression.Call call = (Expression.Call) expression;
    return call.function() + "(" + list(call.arguments()) + ")";
  }

  private static String list(List<Expression> expressions) {
    return expressions.stream().map(RulePrinter::print).collect(Collectors.joining(", "));
  }

  private static int binding(Expression expression) {
    if (expression instanceof Expression.Binary binary) {
      return switch (binary.operator()) {
        case "or" -> 1;
        case "and" -> 2;
        case "+", "-" -> SUM;
        case "*", "/" -> SUM + 1;
        default -> PREDICATE;
      };
    }
    if (expression instanceof Expression.Not) {
      return NOT;
    }
    boolean predicate =
        expression instanceof Expression.IsNull
            || expression instanceof Expression.In
            || expression instanceof Expression.Between;
    return predicate ? PREDICATE : OPERAND;
  }
}
