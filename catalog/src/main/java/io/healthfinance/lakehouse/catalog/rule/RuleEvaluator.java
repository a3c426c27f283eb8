package io.healthfinance.lakehouse.catalog.rule;

import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.contract.ValueParser;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Evaluates rules on one row with SQL's three-valued logic. A row maps column names, {@code op} and
 * {@code source_ts} to String, Boolean, any integer or BigDecimal, LocalDate, Instant (or
 * LocalDateTime in UTC), or null.
 */
public final class RuleEvaluator {
  /** Whether the row satisfies the rule: a NULL condition does not apply, a NULL check passes. */
  public boolean passes(RowRule rule, Map<String, ?> row) {
    boolean applies =
        rule.when().map(when -> Boolean.TRUE.equals(evaluate(when, row))).orElse(true);
    return !applies || !Boolean.FALSE.equals(evaluate(rule.check(), row));
  }

  /** True, false, or null for unknown. */
  public Boolean evaluate(Expression expression, Map<String, ?> row) {
    return (Boolean) value(expression, row);
  }

  private Object value(Expression expression, Map<String, ?> row) {
    if (expression instanceof Expression.Column column) {
      return normal(row.get(column.name()));
    } else if (expression instanceof Expression.Text text) {
      return text.value();
    } else if (expression instanceof Expression.Number number) {
      return number.value();
    } else if (expression instanceof Expression.Bool bool) {
      return bool.value();
    } else if (expression instanceof Expression.Null) {
      return null;
    } else if (expression instanceof Expression.Interval interval) {
      return span(interval);
    } else if (expression instanceof Expression.Binary binary) {
      return binary(binary, row);
    } else if (expression instanceof Expression.Not not) {
      return not(evaluate(not.operand(), row));
    } else if (expression instanceof Expression.IsNull test) {
      return (value(test.operand(), row) == null) != test.negated();
    } else if (expression instanceof Expression.In in) {
      return negatedIf(in.negated(), in(value(in.operand(), row), in.values(), row));
    } else if (expression instanceof Expression.Between between) {
      Object operand = value(between.operand(), row);
      Boolean above = compare(">=", operand, value(between.low(), row));
      Boolean below = compare("<=", operand, value(between.high(), row));
      return negatedIf(between.negated(), and(above, below));
    }
    return call((Expression.Call) expression, row);
  }

  private Object binary(Expression.Binary binary, Map<String, ?> row) {
    Object left = value(binary.left(), row);
    Object right = value(binary.right(), row);
    return switch (binary.operator()) {
      case "and" -> and((Boolean) left, (Boolean) right);
      case "or" -> not(and(not((Boolean) left), not((Boolean) right)));
      case "+", "-", "*", "/" ->
          left == null || right == null ? null : arithmetic(binary.operator(), left, right);
      default -> compare(binary.operator(), left, right);
    };
  }

  private static Object arithmetic(String operator, Object left, Object right) {
    boolean minus = operator.equals("-");
    if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
      return switch (operator) {
        case "+" -> a.add(b);
        case "-" -> a.subtract(b);
        case "*" -> a.multiply(b);
        default -> b.signum() == 0 ? null : a.divide(b, MathContext.DECIMAL128);
      };
    }
    if (right instanceof Duration span) {
      Duration signed = minus ? span.negated() : span;
      if (left instanceof Duration other) {
        return other.plus(signed);
      }
      boolean wholeDays = Duration.ofDays(signed.toDays()).equals(signed);
      return left instanceof LocalDate day && wholeDays
          ? day.plusDays(signed.toDays())
          : instant(left).plus(signed);
    }
    return Duration.between(instant(right), instant(left));
  }

  private Boolean in(Object operand, List<Expression> values, Map<String, ?> row) {
    Boolean found = false;
    for (Expression value : values) {
      Boolean equal = compare("=", operand, value(value, row));
      found = not(and(not(found), not(equal)));
    }
    return found;
  }

  private Object call(Expression.Call call, Map<String, ?> row) {
    if (call.function().equals("coalesce")) {
      for (Expression argument : call.arguments()) {
        Object value = value(argument, row);
        if (value != null) {
          return value;
        }
      }
      return null;
    }
    Object first = value(call.arguments().get(0), row);
    if (first == null) {
      return null;
    }
    return switch (RuleFunction.named(call.function()).orElseThrow()) {
      case LENGTH -> BigDecimal.valueOf(((String) first).codePoints().count());
      case LOWER -> ((String) first).toLowerCase(Locale.ROOT);
      case UPPER -> ((String) first).toUpperCase(Locale.ROOT);
      case ABS -> ((BigDecimal) first).abs();
      case DATE -> date(first);
      case TIMESTAMP -> like(Instant.EPOCH, first);
      case MATCHES -> ((String) first).matches((String) value(call.arguments().get(1), row));
      case LUHN -> CheckDigit.isLuhn((String) first);
      case NPI -> CheckDigit.isNpi((String) first);
      case COALESCE -> throw new IllegalStateException("coalesce is evaluated lazily above");
    };
  }

  private static Boolean compare(String operator, Object left, Object right) {
    if (left == null || right == null) {
      return null;
    }
    Object one = like(right, left);
    Object other = like(left, right);
    if (one == null || other == null) {
      return null;
    }
    int order = order(one, other);
    return switch (operator) {
      case "=" -> order == 0;
      case "<>" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static int order(Object one, Object other) {
    if (one instanceof String a && other instanceof String b) {
      // Spark compares the UTF-8 bytes; Java's own order differs beyond the basic plane.
      return Arrays.compareUnsigned(
          a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
    if (one instanceof BigDecimal a && other instanceof BigDecimal b) {
      return a.compareTo(b);
    }
    if (one instanceof Boolean a && other instanceof Boolean b) {
      return a.compareTo(b);
    }
    if (one instanceof Duration a && other instanceof Duration b) {
      return a.compareTo(b);
    }
    if (one instanceof LocalDate a && other instanceof LocalDate b) {
      return a.compareTo(b);
    }
    return instant(one).compareTo(instant(other));
  }

  /** Reads a text as a moment when it is compared with one, as Spark does. */
  private static Object like(Object model, Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    if (model instanceof LocalDate) {
      return ValueParser.parse(ColumnType.of(ColumnType.Kind.DATE), text).orElse(null);
    }
    return model instanceof Instant
        ? ValueParser.parse(ColumnType.of(ColumnType.Kind.TIMESTAMPTZ), text).orElse(null)
        : value;
  }

  private static Object date(Object value) {
    return value instanceof Instant instant
        ? LocalDate.ofInstant(instant, ZoneOffset.UTC)
        : like(LocalDate.EPOCH, value);
  }

  private static Instant instant(Object value) {
    return value instanceof LocalDate day
        ? day.atStartOfDay(ZoneOffset.UTC).toInstant()
        : (Instant) value;
  }

  private static Duration span(Expression.Interval interval) {
    return switch (interval.unit()) {
      case SECONDS -> Duration.ofSeconds(interval.amount());
      case MINUTES -> Duration.ofMinutes(interval.amount());
      case HOURS -> Duration.ofHours(interval.amount());
      case DAYS -> Duration.ofDays(interval.amount());
    };
  }

  private static Object normal(Object value) {
    if (value instanceof Integer || value instanceof Long || value instanceof Short) {
      return BigDecimal.valueOf(((Number) value).longValue());
    }
    if (value instanceof LocalDateTime local) {
      return local.toInstant(ZoneOffset.UTC);
    }
    return value instanceof LocalTime time ? time.toString() : value;
  }

  private static Boolean and(Boolean left, Boolean right) {
    if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) {
      return false;
    }
    return left == null || right == null ? null : true;
  }

  private static Boolean not(Boolean value) {
    return value == null ? null : !value;
  }

  private static Boolean negatedIf(boolean negated, Boolean value) {
    return negated ? not(value) : value;
  }
}
