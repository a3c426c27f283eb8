package io.healthfinance.lakehouse.gold;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;

/**
 * Every mutant of a SELECT, found in the tree of Spark's own parser: a condition or join key
 * dropped, a boundary moved onto or off its value, INNER and LEFT exchanged, DISTINCT dropped,
 * another aggregate, a sort order turned round.
 */
final class SqlMutants {

  private final String text;
  private final List<SqlMutant> mutants = new ArrayList<>();
  private final Map<String, Integer> seen = new HashMap<>();

  private SqlMutants(String text) {
    this.text = text;
  }

  /**
   * The mutants in the order of the text.
   *
   * @throws IllegalArgumentException when Spark cannot parse the SELECT
   */
  static List<SqlMutant> of(SqlTable table) {
    return of(table.qualified(), table.select());
  }

  static List<SqlMutant> of(String table, String select) {
    SqlMutants mutants = new SqlMutants(code(select));
    mutants.visit(parsed(table, select));
    return List.copyOf(mutants.mutants);
  }

  /**
   * The tree of a SELECT; positions are those of the text, letters and inputs are not.
   *
   * @throws IllegalArgumentException when Spark cannot parse it
   */
  static ParseTree parsed(String table, String select) {
    SqlBaseParser parser = new SqlBaseParser(tokens(select));
    parser.removeErrorListeners();
    parser.addErrorListener(new Refusal(table));
    return parser.singleStatement();
  }

  /** The SELECT with blanks for its comments. */
  static String code(SqlTable table) {
    return code(table.select());
  }

  private static String code(String select) {
    CommonTokenStream tokens = tokens(select);
    tokens.fill();
    return withoutComments(select, tokens.getTokens());
  }

  /** An input is no SQL before it is replaced; an identifier of the same length keeps positions. */
  private static CommonTokenStream tokens(String select) {
    String parsed = select.replace("${", "__").replace('}', '_').toUpperCase(Locale.ROOT);
    return new CommonTokenStream(new SqlBaseLexer(CharStreams.fromString(parsed)));
  }

  /** Comments become blanks: their words are not parameters. */
  private static String withoutComments(String select, List<Token> tokens) {
    StringBuilder text = new StringBuilder(select);
    for (Token token : tokens) {
      if (token.getType() == SqlBaseLexer.SIMPLE_COMMENT
          || token.getType() == SqlBaseLexer.BRACKETED_COMMENT) {
        for (int i = token.getStartIndex(); i <= token.getStopIndex(); i++) {
          text.setCharAt(i, text.charAt(i) == '\n' ? '\n' : ' ');
        }
      }
    }
    return text.toString();
  }

  private void visit(ParseTree node) {
    if (node instanceof SqlBaseParser.WhereClauseContext where) {
      conditions("filter", where.booleanExpression());
    } else if (node instanceof SqlBaseParser.HavingClauseContext having) {
      conditions("filter", having.booleanExpression());
    } else if (node instanceof SqlBaseParser.JoinCriteriaContext on
        && on.booleanExpression() != null) {
      conditions("join key", on.booleanExpression());
    } else if (node instanceof SqlBaseParser.JoinRelationContext join) {
      join(join);
    } else if (node instanceof SqlBaseParser.LogicalBinaryContext and && isFreeAnd(and)) {
      conditions("condition", and);
    } else if (node instanceof SqlBaseParser.ComparisonContext comparison) {
      boundary(comparison);
    } else if (node instanceof SqlBaseParser.PredicatedContext predicated) {
      between(predicated);
    } else if (node instanceof SqlBaseParser.SetQuantifierContext quantifier
        && quantifier.DISTINCT() != null) {
      replace("distinct", quantifier, "", (ParserRuleContext) quantifier.getParent());
    } else if (node instanceof SqlBaseParser.SetOperationContext union
        && union.UNION() != null
        && union.setQuantifier() == null) {
      int at = union.UNION().getSymbol().getStopIndex() + 1;
      add("distinct: UNION -> UNION ALL", at, at, " ALL");
    } else if (node instanceof SqlBaseParser.FunctionCallContext call) {
      aggregate(call);
    } else if (node instanceof SqlBaseParser.SortItemContext sort) {
      order(sort);
    }
    for (int i = 0; i < node.getChildCount(); i++) {
      visit(node.getChild(i));
    }
  }

  /** Drops each condition of a conjunction; the only one is replaced by true. */
  private void conditions(String what, ParserRuleContext expression) {
    List<ParserRuleContext> all = new ArrayList<>();
    collect(expression, all);
    for (int i = 0; i < all.size(); i++) {
      ParserRuleContext dropped = all.get(i);
      String name = what + ": drop " + code(dropped);
      if (all.size() == 1) {
        add(name, start(dropped), end(dropped), "true");
      } else if (i == 0) {
        add(name, start(dropped), start(all.get(1)), "");
      } else {
        add(name, end(all.get(i - 1)), end(dropped), "");
      }
    }
  }

  private static void collect(ParserRuleContext expression, List<ParserRuleContext> all) {
    if (expression instanceof SqlBaseParser.LogicalBinaryContext and && and.AND() != null) {
      and.booleanExpression().forEach(side -> collect(side, all));
    } else {
      all.add(expression);
    }
  }

  /** A conjunction that is neither part of a longer one nor all of a WHERE, HAVING or ON. */
  private static boolean isFreeAnd(SqlBaseParser.LogicalBinaryContext and) {
    ParserRuleContext parent = and.getParent();
    return and.AND() != null
        && !(parent instanceof SqlBaseParser.LogicalBinaryContext outer && outer.AND() != null)
        && !(parent instanceof SqlBaseParser.WhereClauseContext)
        && !(parent instanceof SqlBaseParser.HavingClauseContext)
        && !(parent instanceof SqlBaseParser.JoinCriteriaContext);
  }

  private void join(SqlBaseParser.JoinRelationContext join) {
    if (join.joinType() == null || join.joinCriteria() == null) {
      return;
    }
    String name = "join: " + code(join.joinType()) + " JOIN " + code(join.right);
    int at = join.JOIN().getSymbol().getStartIndex();
    if (join.joinType().getChildCount() == 0 || join.joinType().INNER() != null) {
      int from = join.joinType().getChildCount() == 0 ? at : start(join.joinType());
      add(name.replace(":  ", ": ") + " -> LEFT", from, at, "LEFT ");
    } else if (join.joinType().FULL() != null) {
      add(name + " -> LEFT", start(join.joinType()), at, "LEFT ");
    } else if (join.joinType().LEFT() != null
        && join.joinType().ANTI() == null
        && join.joinType().SEMI() == null) {
      add(name + " -> INNER", start(join.joinType()), at, "");
    }
  }

  private void boundary(SqlBaseParser.ComparisonContext comparison) {
    ParserRuleContext operator = comparison.comparisonOperator();
    String other =
        switch (code(operator)) {
          case "<" -> "<=";
          case "<=" -> "<";
          case ">" -> ">=";
          case ">=" -> ">";
          default -> null;
        };
    if (other != null) {
      replace("boundary", operator, other, comparison);
    }
  }

  private void between(SqlBaseParser.PredicatedContext predicated) {
    SqlBaseParser.PredicateContext predicate = predicated.predicate();
    if (predicate == null || predicate.BETWEEN() == null || predicate.NOT() != null) {
      return;
    }
    String value =
        text.substring(start(predicated.valueExpression()), end(predicated.valueExpression()));
    String low = text.substring(start(predicate.lower), end(predicate.lower));
    String high = text.substring(start(predicate.upper), end(predicate.upper));
    String name = "boundary: " + code(predicated) + " -> without the ";
    String between = "(%s %s %s AND %1$s %s %s)";
    add(
        name + "lower",
        start(predicated),
        end(predicated),
        between.formatted(value, ">", low, "<=", high));
    add(
        name + "upper",
        start(predicated),
        end(predicated),
        between.formatted(value, ">=", low, "<", high));
  }

  private void aggregate(SqlBaseParser.FunctionCallContext call) {
    ParserRuleContext function = call.functionName();
    String other =
        switch (code(function).toLowerCase(Locale.ROOT)) {
          case "sum", "avg", "min" -> "max";
          case "max" -> "min";
          case "min_by" -> "max_by";
          case "max_by" -> "min_by";
          case "count_if" -> "count";
          case "collect_set" -> "collect_list";
          case "lead" -> "lag";
          case "lag" -> "lead";
          case "rank", "dense_rank" -> "row_number";
          default -> null;
        };
    if (other != null) {
      replace("aggregate", function, other, call);
    }
  }

  private void order(SqlBaseParser.SortItemContext sort) {
    if (sort.DESC() != null) {
      int at = sort.DESC().getSymbol().getStartIndex();
      add("order: " + code(sort) + " -> ASC", at, at + "DESC".length(), "ASC");
    } else {
      int from =
          sort.ASC() == null ? end(sort.expression()) : sort.ASC().getSymbol().getStartIndex();
      int to = sort.ASC() == null ? from : from + "ASC".length();
      add("order: " + code(sort) + " -> DESC", from, to, " DESC");
    }
  }

  private void replace(String what, ParserRuleContext part, String other, ParserRuleContext shown) {
    add(
        "%s: %s -> %s".formatted(what, code(shown), other.isEmpty() ? "all" : other),
        start(part),
        end(part),
        other);
  }

  private void add(String name, int from, int to, String replacement) {
    int count = seen.merge(name, 1, Integer::sum);
    mutants.add(
        new SqlMutant(
            count == 1 ? name : name + " #" + count,
            text.substring(0, from) + replacement + text.substring(to)));
  }

  private String code(ParserRuleContext part) {
    return part.getChildCount() == 0
        ? ""
        : text.substring(start(part), end(part)).replaceAll("\\s+", " ").strip();
  }

  private static int start(ParserRuleContext part) {
    return part.getStart().getStartIndex();
  }

  private static int end(ParserRuleContext part) {
    return part.getStop().getStopIndex() + 1;
  }

  /** A SELECT that only half parses would silently have fewer mutants. */
  private static final class Refusal extends BaseErrorListener {
    private final String table;

    Refusal(String table) {
      this.table = table;
    }

    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        Object symbol,
        int line,
        int position,
        String message,
        RecognitionException cause) {
      throw new IllegalArgumentException(
          "%s.sql:%d:%d cannot be parsed: %s".formatted(table, line, position, message), cause);
    }
  }
}
