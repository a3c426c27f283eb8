package io.healthfinance.lakehouse.datagen.world;

/** National Provider Identifiers: nine digits and the Luhn check digit over 80840 and them. */
final class Npi {
  /** What the prefix 80840 adds to the Luhn sum. */
  private static final int PREFIX_SUM = 24;

  private Npi() {}

  /** The identifier with this nine-digit body, whose first digit is 1 or 2. */
  static String of(int body) {
    int sum = PREFIX_SUM;
    boolean twice = true;
    for (int rest = body; rest > 0; rest /= 10) {
      int digit = rest % 10 * (twice ? 2 : 1);
      sum += digit > 9 ? digit - 9 : digit;
      twice = !twice;
    }
    return Integer.toString(body) + (10 - sum % 10) % 10;
  }
}
