package io.healthfinance.lakehouse.catalog.rule;

import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.catalog.contract.ValueParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Finds what would fail or never be true in a rule, given the types of the columns. */
public final class RuleTypes {
  /** What a rule may know about the columns. A column without a known type is not judged. */
  public interface Columns {
    Optional<ColumnType> type(String column);

    /** The closed list of values, empty when open. */
    List<String> values(String column);
  }

  private enum Type {
    TEXT("text"),
    NUMBER("a number"),
    BOOLEAN("a condition"),
    DATE("a date"),
    TIMESTAMP("a timestamp"),
    INTERVAL("a time span"),
    ARRAY("an array"),
    ANY("anything");

    private final String shown;

    Type(String shown) {
      this.shown = shown;
    }

    boolean isMoment() {
      return this == DATE || this == TIMESTAMP;
    }
  }

  private final Columns columns;
  private final List<String> mistakes = new ArrayList<>();

  private RuleTypes(Columns columns) {
    this.columns = columns;
  }

  /** Sentences about type mistakes, empty when the rule is a well-typed condition. */
  public static List<String> mistakes(Expression rule, Columns columns) {
    RuleTypes types = new RuleTypes(columns);
    types.expect(Type.BOOLEAN, rule, "a rule");
    return types.mistakes;
  }

  private Type of(Expression expression) {
    if (expression instanceof Expression.Column column) {
      return column(column.name());
    } else if (expression instanceof Expression.Text) {
      return Type.TEXT;
    } else if (expression instanceof Expression.Number) {
      return Type.NUMBER;
    } else if (expression instanceof Expression.Bool) {
      return Type.BOOLEAN;
    } else if (expression instanceof Expression.Null) {
      return Type.ANY;
    } else if (expression instanceof Expression.Interval) {
      return Type.INTERVAL;
    } else if (expression instanceof Expression.Binary binary) {
      return binary(binary);
    } else if (expression instanceof Expression.Not not) {
      expect(Type.BOOLEAN, not.operand(), "not");
    } else if (expression instanceof Expression.IsNull test) {
      of(test.operand());
    } else if (expression instanceof Expression.In in) {
      in.values().forEach(value -> comparable(in.operand(), value));
    } else if (expression instanceof Expression.Between between) {
      comparable(between.operand(), between.low());
      comparable(between.operand(), between.high());
    } else if (expression instanceof Expression.Call call) {
      return call(call);
    }
    return Type.BOOLEAN;
  }

  private Type column(String name) {
    if (name.equals("op")) {
      return Type.TEXT;
    }
    if (name.equals("source_ts")) {
      return Type.TIMESTAMP;
    }
    return columns.type(name).map(RuleTypes::of).orElse(Type.ANY);
  }

  private static Type of(ColumnType type) {
    return switch (type.kind()) {
      case STRING, UUID, JSON, TIME -> Type.TEXT;
      case BOOLEAN -> Type.BOOLEAN;
      case SMALLINT, INT, BIGINT, DECIMAL -> Type.NUMBER;
      case DATE -> Type.DATE;
      case TIMESTAMP, TIMESTAMPTZ -> Type.TIMESTAMP;
      case ARRAY -> Type.ARRAY;
    };
  }

  private Type binary(Expression.Binary binary) {
    switch (binary.operator()) {
      case "and", "or" -> {
        expect(Type.BOOLEAN, binary.left(), binary.operator());
        expect(Type.BOOLEAN, binary.right(), binary.operator());
        return Type.BOOLEAN;
      }
      case "+", "-", "*", "/" -> {
        return arithmetic(binary);
      }
      default -> {
        comparable(binary.left(), binary.right());
        return Type.BOOLEAN;
      }
    }
  }

  private Type arithmetic(Expression.Binary binary) {
    Type left = of(binary.left());
    Type right = of(binary.right());
    if (left == Type.ANY || right == Type.ANY) {
      return Type.ANY;
    }
    boolean sum = binary.operator().equals("+");
    boolean additive = sum || binary.operator().equals("-");
    if (left == Type.NUMBER && right == Type.NUMBER) {
      return Type.NUMBER;
    }
    if (additive && right == Type.INTERVAL && (left.isMoment() || left == Type.INTERVAL)) {
      return left;
    }
    if (!sum && additive && left.isMoment() && right.isMoment()) {
      return Type.INTERVAL;
    }
    mistakes.add(
        "'%s' joins %s (%s) and %s (%s)"
            .formatted(
                binary.operator(),
                RulePrinter.print(binary.left()),
                left.shown,
                RulePrinter.print(binary.right()),
                right.shown));
    return Type.ANY;
  }

  private void comparable(Expression one, Expression other) {
    Type left = of(one);
    Type right = of(other);
    boolean alike =
        left == right
            || left == Type.ANY
            || right == Type.ANY
            || left.isMoment() && right.isMoment();
    if (alike) {
      knownValue(one, other);
      knownValue(other, one);
    } else if (!writtenMoment(left, other) && !writtenMoment(right, one)) {
      mistakes.add(
          "%s is %s but is compared with %s, %s"
              .formatted(
                  RulePrinter.print(one), left.shown, RulePrinter.print(other), right.shown));
    }
  }

  private void knownValue(Expression column, Expression literal) {
    if (column instanceof Expression.Column named && literal instanceof Expression.Text text) {
      List<String> known =
          named.name().equals("op") ? List.of("c", "u", "d", "r") : columns.values(named.name());
      if (!known.isEmpty() && !known.contains(text.value())) {
        mistakes.add(
            "%s is never '%s'; its values are %s"
                .formatted(named.name(), text.value(), String.join(", ", known)));
      }
    }
  }

  /** Whether a text literal stands for a date or a timestamp, as {@code '2020-01-01'} does. */
  private static boolean writtenMoment(Type wanted, Expression written) {
    if (!(written instanceof Expression.Text text) || !wanted.isMoment()) {
      return false;
    }
    ColumnType.Kind kind = wanted == Type.DATE ? ColumnType.Kind.DATE : ColumnType.Kind.TIMESTAMPTZ;
    return ValueParser.parse(ColumnType.of(kind), text.value()).isPresent();
  }

  private Type call(Expression.Call call) {
    RuleFunction function = RuleFunction.named(call.function()).orElseThrow();
    Expression first = call.arguments().get(0);
    switch (function) {
      case LENGTH, LOWER, UPPER, LUHN, NPI, MATCHES -> expect(Type.TEXT, first, call.function());
      case ABS -> expect(Type.NUMBER, first, call.function());
      case DATE, TIMESTAMP -> moment(call.function(), first);
      case COALESCE -> call.arguments().forEach(argument -> comparable(first, argument));
    }
    if (function == RuleFunction.MATCHES) {
      pattern(call.arguments().get(1));
    }
    return switch (function) {
      case LENGTH, ABS -> Type.NUMBER;
      case LOWER, UPPER -> Type.TEXT;
      case DATE -> Type.DATE;
      case TIMESTAMP -> Type.TIMESTAMP;
      case MATCHES, LUHN, NPI -> Type.BOOLEAN;
      case COALESCE -> of(first);
    };
  }

  private void moment(String function, Expression argument) {
    Type type = of(argument);
    Type wanted = function.equals("date") ? Type.DATE : Type.TIMESTAMP;
    if (argument instanceof Expression.Text && !writtenMoment(wanted, argument)) {
      mistakes.add(RulePrinter.print(argument) + " is not " + wanted.shown);
    } else if (!type.isMoment() && type != Type.TEXT && type != Type.ANY) {
      mistakes.add("%s is applied to %s".formatted(function, described(argument, type)));
    }
  }

  private void pattern(Expression argument) {
    if (!(argument instanceof Expression.Text text)) {
      mistakes.add("matches needs its pattern as a literal text");
      return;
    }
    try {
      Pattern.compile(text.value());
    } catch (PatternSyntaxException invalid) {
      mistakes.add("'" + text.value() + "' is not a pattern: " + invalid.getDescription());
    }
  }

  private void expect(Type wanted, Expression expression, String where) {
    Type found = of(expression);
    if (found != wanted && found != Type.ANY) {
      mistakes.add(
          "%s needs %s but %s".formatted(where, wanted.shown, described(expression, found)));
    }
  }

  private static String described(Expression expression, Type type) {
    return RulePrinter.print(expression) + " is " + type.shown;
  }
}
