package io.healthfinance.lakehouse.catalog.load;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what a mistyped name was meant to be. */
final class Nearest {
  private Nearest() {}

  /**
   * The known name with the fewest edits, unless it takes more than a third of its letters; else
   * one that goes on where the given name ends, as {@code ssn_token} does after {@code ssn}.
   */
  static Optional<String> to(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.<String>comparingInt(other -> edits(name, other)).thenComparing(n -> n))
        .filter(other -> edits(name, other) <= Math.max(1, (other.length() + 1) / 3))
        .or(
            () ->
                known.stream().filter(other -> other.startsWith(name + "_")).sorted().findFirst());
  }

  /** Letters to replace, add, leave out or swap with the next one, ignoring case. */
  private static int edits(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] before = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = previous;
      previous = row;
    }
    return previous[b.length()];
  }
}
