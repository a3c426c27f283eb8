package io.healthfinance.lakehouse.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** How numbers are written in messages and reports, the same in every locale. */
final class Wording {

  private Wording() {}

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 row}, {@code 2 rows}. */
  static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** A share (0-1) in percent with as many digits as it needs, at most two, for example 12.5 %. */
  static String percent(double share) {
    BigDecimal percent = BigDecimal.valueOf(share * 100).setScale(2, RoundingMode.HALF_UP);
    return plain(percent) + " %";
  }

  static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** Two decimals at most, rounded down: a number below a target never reads as the target. */
  static String floor(BigDecimal number) {
    return plain(number.setScale(2, RoundingMode.DOWN));
  }

  /** Two decimals at most, rounded up: a number above a limit never reads as the limit. */
  static String ceiling(BigDecimal number) {
    return plain(number.setScale(2, RoundingMode.UP));
  }

  /** A span in its two largest units, for example 2 d 3 h. */
  static String span(Duration span) {
    if (span.toDays() > 0) {
      return two(span.toDays(), "d", span.toHoursPart(), "h");
    }
    return span.toHours() > 0
        ? two(span.toHours(), "h", span.toMinutesPart(), "min")
        : two(span.toMinutes(), "min", span.toSecondsPart(), "s");
  }

  private static String two(long large, String largeUnit, int small, String smallUnit) {
    String first = large + " " + largeUnit;
    return small == 0 ? first : first + " " + small + " " + smallUnit;
  }
}
