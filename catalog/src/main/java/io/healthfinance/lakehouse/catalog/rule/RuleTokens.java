package io.healthfinance.lakehouse.catalog.rule;

import java.util.ArrayList;
import java.util.List;

/** Splits a rule into tokens; the last one is always {@link Kind#END}. */
final class RuleTokens {
  enum Kind {
    NAME,
    TEXT,
    NUMBER,
    SYMBOL,
    END
  }

  /** A token and where it begins, counted from 1. */
  record Token(Kind kind, String text, int column) {
    String shown() {
      return switch (kind) {
        case END -> "the end of the rule";
        case TEXT -> "'" + text.replace("'", "''") + "'";
        default -> "'" + text + "'";
      };
    }
  }

  private final String rule;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private RuleTokens(String rule) {
    this.rule = rule;
  }

  static List<Token> of(String rule) {
    RuleTokens lexer = new RuleTokens(rule);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (at < rule.length()) {
      char c = rule.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (isNameStart(c)) {
        take(Kind.NAME, endOf(RuleTokens::isNamePart));
      } else if (isDigit(c)) {
        take(Kind.NUMBER, endOf(part -> isDigit(part) || part == '.'));
      } else if (c == '\'') {
        text();
      } else {
        take(Kind.SYMBOL, at + symbolLength(c));
      }
    }
    tokens.add(new Token(Kind.END, "", rule.length() + 1));
  }

  private void text() {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (true) {
      int quote = rule.indexOf('\'', at);
      if (quote < 0) {
        throw new RuleSyntaxException(start + 1, "the text that begins here has no closing quote");
      }
      value.append(rule, at, quote);
      at = quote + 1;
      if (at < rule.length() && rule.charAt(at) == '\'') {
        value.append('\'');
        at++;
      } else {
        tokens.add(new Token(Kind.TEXT, value.toString(), start + 1));
        return;
      }
    }
  }

  private int symbolLength(char c) {
    String two = rule.substring(at, Math.min(at + 2, rule.length()));
    if (two.equals("==")) {
      throw new RuleSyntaxException(at + 1, "unexpected '=='; equality is written '='");
    }
    if (two.equals("<=") || two.equals(">=") || two.equals("<>") || two.equals("!=")) {
      return 2;
    }
    if ("=<>+-*/(),".indexOf(c) >= 0) {
      return 1;
    }
    String hint = c == '"' || c == '`' ? "; text is written in single quotes, columns bare" : "";
    throw new RuleSyntaxException(at + 1, "unexpected '" + c + "'" + hint);
  }

  private void take(Kind kind, int end) {
    tokens.add(new Token(kind, rule.substring(at, end), at + 1));
    at = end;
  }

  private int endOf(java.util.function.IntPredicate part) {
    int end = at + 1;
    while (end < rule.length() && part.test(rule.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isNameStart(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  private static boolean isNamePart(int c) {
    return isNameStart(c) || isDigit(c);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
