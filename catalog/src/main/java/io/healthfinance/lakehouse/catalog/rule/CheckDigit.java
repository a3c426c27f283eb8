package io.healthfinance.lakehouse.catalog.rule;

/** The Luhn check of ISO/IEC 7812-1, and its use in the National Provider Identifier (CMS). */
public final class CheckDigit {
  private static final String NPI_PREFIX = "80840";

  private CheckDigit() {}

  /** Whether a text consists of digits and its last one is the Luhn check digit of the rest. */
  public static boolean isLuhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      int weighted = i % 2 == 0 ? digit : digit * 2;
      sum += weighted / 10 + weighted % 10;
    }
    return !digits.isEmpty() && sum % 10 == 0;
  }

  /** Whether a text is a valid National Provider Identifier. */
  public static boolean isNpi(String text) {
    return text.length() == 10 && isLuhn(NPI_PREFIX + text);
  }
}
