package io.healthfinance.lakehouse.catalog.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The pure functions that rules may call. */
enum RuleFunction {
  LENGTH(1, 1),
  LOWER(1, 1),
  UPPER(1, 1),
  ABS(1, 1),
  /** The calendar day of a timestamp (UTC), or a date written as text. */
  DATE(1, 1),
  /** An instant written as ISO-8601 text. */
  TIMESTAMP(1, 1),
  /** Whether the whole text matches a Java regular expression, given as a literal. */
  MATCHES(2, 2),
  /** Whether a text of digits ends with its Luhn check digit. */
  LUHN(1, 1),
  /** Whether a text is a National Provider Identifier: ten digits, Luhn with the prefix 80840. */
  NPI(1, 1),
  COALESCE(2, Integer.MAX_VALUE);

  private final int least;
  private final int most;

  RuleFunction(int least, int most) {
    this.least = least;
    this.most = most;
  }

  boolean takes(int arguments) {
    return arguments >= least && arguments <= most;
  }

  String arity() {
    String count = most == Integer.MAX_VALUE ? "at least " + least : String.valueOf(least);
    return count + (least == 1 ? " argument" : " arguments");
  }

  String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<RuleFunction> named(String name) {
    return Arrays.stream(values()).filter(f -> f.written().equalsIgnoreCase(name)).findFirst();
  }
}
