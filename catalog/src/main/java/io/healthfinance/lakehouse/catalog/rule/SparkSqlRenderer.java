package io.healthfinance.lakehouse.catalog.rule;

import io.healthfinance.lakehouse.catalog.contract.RowRule;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes rules as Spark SQL that cannot fail on data: in ANSI mode an overflow, a division by zero
 * or a bad cast would stop the job, so those give NULL here, and NULL passes.
 */
public final class SparkSqlRenderer {
  private final String opColumn;
  private final String sourceTsColumn;

  /** A renderer for rows that carry {@code _op} and {@code _source_ts}. */
  public SparkSqlRenderer() {
    this("_op", "_source_ts");
  }

  /** A renderer that reads {@code op} and {@code source_ts} from the given columns. */
  public SparkSqlRenderer(String opColumn, String sourceTsColumn) {
    this.opColumn = opColumn;
    this.sourceTsColumn = sourceTsColumn;
  }

  /** SQL that is true exactly when the event breaks the rule, and never NULL. */
  public String violation(RowRule rule) {
    String broken = "NOT coalesce(" + render(rule.check()) + ", true)";
    return rule.when()
        .map(when -> "(coalesce(" + render(when) + ", false) AND " + broken + ")")
        .orElse("(" + broken + ")");
  }

  /** The expression as Spark SQL, in parentheses where it has parts. */
  public String render(Expression expression) {
    if (expression instanceof Expression.Column column) {
      return quoted(resolve(column.name()));
    } else if (expression instanceof Expression.Text text) {
      return literal(text.value());
    } else if (expression instanceof Expression.Number number) {
      return number.value().toPlainString();
    } else if (expression instanceof Expression.Bool bool) {
      return String.valueOf(bool.value());
    } else if (expression instanceof Expression.Null) {
      return "NULL";
    } else if (expression instanceof Expression.Interval interval) {
      String unit = interval.unit().name();
      return "INTERVAL '" + interval.amount() + "' " + unit.substring(0, unit.length() - 1);
    } else if (expression instanceof Expression.Binary binary) {
      return binary(binary);
    } else if (expression instanceof Expression.Not not) {
      return "(NOT " + render(not.operand()) + ")";
    } else if (expression instanceof Expression.IsNull test) {
      return "(" + render(test.operand()) + (test.negated() ? " IS NOT NULL)" : " IS NULL)");
    } else if (expression instanceof Expression.In in) {
      String not = in.negated() ? " NOT IN (" : " IN (";
      return "(" + render(in.operand()) + not + list(in.values()) + "))";
    } else if (expression instanceof Expression.Between between) {
      String range =
          render(between.operand())
              + (between.negated() ? " NOT BETWEEN " : " BETWEEN ")
              + render(between.low())
              + " AND "
              + render(between.high());
      return "(" + range + ")";
    }
    return call((Expression.Call) expression);
  }

  private String binary(Expression.Binary binary) {
    String left = render(binary.left());
    String right = render(binary.right());
    return switch (binary.operator()) {
      case "+" -> "try_add(" + left + ", " + right + ")";
      case "-" -> "try_subtract(" + left + ", " + right + ")";
      case "*" -> "try_multiply(" + left + ", " + right + ")";
      case "/" -> "try_divide(" + left + ", " + right + ")";
      case "and" -> "(" + left + " AND " + right + ")";
      case "or" -> "(" + left + " OR " + right + ")";
      default -> "(" + left + " " + binary.operator() + " " + right + ")";
    };
  }

  private String call(Expression.Call call) {
    String first = render(call.arguments().get(0));
    return switch (RuleFunction.named(call.function()).orElseThrow()) {
      case ABS ->
          "(CASE WHEN "
              + first
              + " < 0 THEN try_subtract(0, "
              + first
              + ") ELSE "
              + first
              + " END)";
      case DATE -> "try_cast(" + first + " AS DATE)";
      case TIMESTAMP -> "try_cast(" + first + " AS TIMESTAMP)";
      case MATCHES -> "(" + first + " RLIKE " + wholeMatch(call.arguments().get(1)) + ")";
      case LUHN -> "luhn_check(" + first + ")";
      case NPI ->
          "("
              + first
              + " RLIKE "
              + literal("\\A[0-9]{10}\\z")
              + " AND luhn_check(concat('80840', "
              + first
              + ")))";
      case LENGTH, LOWER, UPPER, COALESCE -> call.function() + "(" + list(call.arguments()) + ")";
    };
  }

  /** {@code $} would accept a trailing line break, so the anchors are {@code \A} and {@code \z}. */
  private static String wholeMatch(Expression pattern) {
    return literal("\\A(?:" + ((Expression.Text) pattern).value() + ")\\z");
  }

  private String list(List<Expression> expressions) {
    return expressions.stream().map(this::render).collect(Collectors.joining(", "));
  }

  private String resolve(String name) {
    return switch (name) {
      case "op" -> opColumn;
      case "source_ts" -> sourceTsColumn;
      default -> name;
    };
  }

  private static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }

  /** Spark reads backslash escapes in literals and takes two adjacent quotes for two literals. */
  private static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
