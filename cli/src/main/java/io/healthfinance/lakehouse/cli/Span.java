package io.healthfinance.lakehouse.cli;

import java.time.Duration;
import java.util.Locale;

/** Lengths of time and amounts of bytes as a person writes them. */
public final class Span {

  private static final long KILO = 1000;

  private Span() {}

  /** For example {@code 0:07}, {@code 12:03} or {@code 1:02:03}. */
  public static String clock(Duration elapsed) {
    long seconds = elapsed.toSeconds();
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** For example {@code 4.2 s} or {@code 3 min 5 s}. */
  public static String seconds(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole / 60 + " min " + whole % 60 + " s";
  }

  /** For example {@code 12.3 MB}. */
  public static String bytes(long bytes) {
    double amount = bytes;
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    int unit = 0;
    while (amount >= KILO && unit < units.length - 1) {
      amount /= KILO;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", amount, units[unit]);
  }
}
