package io.healthfinance.lakehouse.catalog.rule;

import io.healthfinance.lakehouse.catalog.rule.Expression.Interval;
import io.healthfinance.lakehouse.catalog.rule.RuleTokens.Kind;
import io.healthfinance.lakehouse.catalog.rule.RuleTokens.Token;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the rule language by recursive descent. Binding, loosest first: {@code or}, {@code and},
 * {@code not}, one comparison, {@code + -}, {@code * /}.
 */
public final class RuleParser {
  private static final int DEEPEST = 200;
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", "<=", ">", ">=");
  private static final Set<String> RESERVED =
      Set.of("and", "or", "not", "in", "is", "between", "null", "true", "false");

  private final List<Token> tokens;
  private int at;
  private int depth;

  private RuleParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  /**
   * Parses one rule.
   *
   * @throws RuleSyntaxException naming the position and what was expected
   */
  public static Expression parse(String rule) {
    RuleParser parser = new RuleParser(RuleTokens.of(rule));
    Expression expression = parser.or();
    Token rest = parser.peek();
    if (rest.kind() != Kind.END) {
      throw expected("and, or, or the end of the rule", rest);
    }
    return expression;
  }

  private Expression or() {
    Expression left = and();
    while (acceptWord("or")) {
      left = new Expression.Binary("or", left, and());
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (acceptWord("and")) {
      left = new Expression.Binary("and", left, not());
    }
    return left;
  }

  private Expression not() {
    if (!acceptWord("not")) {
      return predicate();
    }
    deeper();
    Expression operand = not();
    depth--;
    return new Expression.Not(operand);
  }

  private Expression predicate() {
    Expression left = sum();
    Token token = peek();
    if (token.kind() == Kind.SYMBOL && COMPARISONS.contains(token.text())) {
      at++;
      String operator = token.text().equals("!=") ? "<>" : token.text();
      return new Expression.Binary(operator, left, sum());
    }
    if (acceptWord("is")) {
      boolean negated = acceptWord("not");
      require("null");
      return new Expression.IsNull(left, negated);
    }
    boolean negated = acceptWord("not");
    if (acceptWord("in")) {
      return new Expression.In(left, arguments(), negated);
    }
    if (acceptWord("between")) {
      Expression low = sum();
      require("and");
      return new Expression.Between(left, low, sum(), negated);
    }
    if (negated) {
      throw expected("in or between after not", peek());
    }
    return left;
  }

  private Expression sum() {
    Expression left = product();
    while (true) {
      Optional<String> operator = acceptSymbol("+", "-");
      if (operator.isEmpty()) {
        return left;
      }
      left = new Expression.Binary(operator.get(), left, product());
    }
  }

  private Expression product() {
    Expression left = operand();
    while (true) {
      Optional<String> operator = acceptSymbol("*", "/");
      if (operator.isEmpty()) {
        return left;
      }
      left = new Expression.Binary(operator.get(), left, operand());
    }
  }

  private Expression operand() {
    Token token = tokens.get(at++);
    return switch (token.kind()) {
      case TEXT -> new Expression.Text(token.text());
      case NUMBER -> new Expression.Number(number(token));
      case NAME -> named(token);
      case SYMBOL -> symbol(token);
      case END -> throw expected("a column, a literal or '('", token);
    };
  }

  private Expression symbol(Token token) {
    if (token.text().equals("(")) {
      deeper();
      Expression inner = or();
      depth--;
      require(")");
      return inner;
    }
    if (token.text().equals("-") && peek().kind() == Kind.NUMBER) {
      return new Expression.Number(number(tokens.get(at++)).negate());
    }
    throw expected("a column, a literal or '('", token);
  }

  private Expression named(Token token) {
    String word = token.text().toLowerCase(Locale.ROOT);
    if (peek().text().equals("(") && peek().kind() == Kind.SYMBOL && !RESERVED.contains(word)) {
      return call(token);
    }
    return switch (word) {
      case "true" -> new Expression.Bool(true);
      case "false" -> new Expression.Bool(false);
      case "null" -> new Expression.Null();
      default -> {
        if (RESERVED.contains(word)) {
          throw expected("a column, a literal or '('", token);
        }
        yield new Expression.Column(token.text());
      }
    };
  }

  private Expression call(Token name) {
    Optional<Interval.Unit> unit =
        Arrays.stream(Interval.Unit.values())
            .filter(candidate -> candidate.name().equalsIgnoreCase(name.text()))
            .findFirst();
    if (unit.isPresent()) {
      return interval(unit.get());
    }
    RuleFunction function =
        RuleFunction.named(name.text())
            .orElseThrow(
                () ->
                    new RuleSyntaxException(
                        name.column(),
                        "unknown function '"
                            + name.text()
                            + "'; known are "
                            + String.join(
                                ", ",
                                Arrays.stream(RuleFunction.values())
                                    .map(RuleFunction::written)
                                    .toList())
                            + ", seconds, minutes, hours, days"));
    List<Expression> arguments = arguments();
    if (!function.takes(arguments.size())) {
      throw new RuleSyntaxException(
          name.column(),
          function.written() + " takes " + function.arity() + ", not " + arguments.size());
    }
    return new Expression.Call(function.written(), arguments);
  }

  private Expression interval(Interval.Unit unit) {
    require("(");
    Token amount = tokens.get(at++);
    if (amount.kind() != Kind.NUMBER || !amount.text().matches("\\d{1,9}")) {
      throw expected("a whole number of " + unit.name().toLowerCase(Locale.ROOT), amount);
    }
    require(")");
    return new Interval(Long.parseLong(amount.text()), unit);
  }

  private List<Expression> arguments() {
    deeper();
    require("(");
    List<Expression> arguments = new ArrayList<>();
    do {
      arguments.add(or());
    } while (acceptSymbol(",").isPresent());
    require(")");
    depth--;
    return List.copyOf(arguments);
  }

  private static BigDecimal number(Token token) {
    if (!token.text().matches("\\d+(\\.\\d+)?")) {
      throw new RuleSyntaxException(token.column(), token.shown() + " is not a number");
    }
    return new BigDecimal(token.text());
  }

  private Token peek() {
    return tokens.get(at);
  }

  private boolean acceptWord(String word) {
    boolean present = peek().kind() == Kind.NAME && peek().text().equalsIgnoreCase(word);
    at += present ? 1 : 0;
    return present;
  }

  private Optional<String> acceptSymbol(String... symbols) {
    Token token = peek();
    if (token.kind() != Kind.SYMBOL || !Arrays.asList(symbols).contains(token.text())) {
      return Optional.empty();
    }
    at++;
    return Optional.of(token.text());
  }

  private void require(String wanted) {
    Token token = peek();
    if (token.kind() == Kind.TEXT || !token.text().equalsIgnoreCase(wanted)) {
      throw expected("'" + wanted + "'", token);
    }
    at++;
  }

  private void deeper() {
    if (++depth > DEEPEST) {
      throw new RuleSyntaxException(
          peek().column(), "nested deeper than " + DEEPEST + " levels; split the rule");
    }
  }

  private static RuleSyntaxException expected(String wanted, Token found) {
    return new RuleSyntaxException(
        found.column(), "expected " + wanted + " but found " + found.shown());
  }
}
