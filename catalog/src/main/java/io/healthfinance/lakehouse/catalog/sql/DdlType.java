package io.healthfinance.lakehouse.catalog.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises Spark DDL types: the scalar ones, {@code array}, {@code map} and {@code struct}. */
public final class DdlType {
  private static final Pattern SCALAR =
      Pattern.compile(
          "string|boolean|tinyint|smallint|int|bigint|float|double|date|timestamp|binary");
  private static final Pattern DECIMAL =
      Pattern.compile("decimal\\(\\s*(\\d{1,2})\\s*,\\s*(\\d{1,2})\\s*\\)");
  private static final Pattern FIELD = Pattern.compile("\\s*\\w+\\s*:");
  private static final int MOST_DIGITS = 38;

  private final String text;
  private int at;

  private DdlType(String text) {
    this.text = text;
  }

  /** Whether a text is one complete type. */
  public static boolean isValid(String text) {
    DdlType type = new DdlType(text);
    return type.type() && type.at == text.length();
  }

  /** Whether values of a type can be compared with a least and a greatest number. */
  public static boolean isNumeric(String type) {
    return type.matches("(tinyint|smallint|int|bigint|float|double|decimal\\(.*\\))");
  }

  private boolean type() {
    if (accept("array<")) {
      return type() && accept(">");
    }
    if (accept("map<")) {
      return type() && accept(",") && type() && accept(">");
    }
    if (accept("struct<")) {
      return fields() && accept(">");
    }
    Matcher decimal = DECIMAL.matcher(text).region(at, text.length());
    if (decimal.lookingAt()) {
      at = decimal.end();
      int precision = Integer.parseInt(decimal.group(1));
      return precision >= 1
          && precision <= MOST_DIGITS
          && Integer.parseInt(decimal.group(2)) <= precision;
    }
    return skip(SCALAR);
  }

  private boolean fields() {
    do {
      if (!skip(FIELD)) {
        return false;
      }
      skipSpace();
      if (!type()) {
        return false;
      }
    } while (accept(","));
    return true;
  }

  private boolean skip(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    boolean found = matcher.lookingAt();
    at = found ? matcher.end() : at;
    return found;
  }

  private boolean accept(String symbol) {
    skipSpace();
    boolean found = text.startsWith(symbol, at);
    at += found ? symbol.length() : 0;
    if (found) {
      skipSpace();
    }
    return found;
  }

  private void skipSpace() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }
}
