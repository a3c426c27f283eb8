package io.healthfinance.lakehouse.datagen.synthea;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Translations that several files need. */
final class Values {
  private Values() {}

  /** The name used here; a word that is not listed stays as it is, for the contract to judge. */
  static String translated(Map<String, String> names, String word) {
    return word == null ? null : names.getOrDefault(word, word);
  }

  /** The later of two instants, of which the second may be unknown. */
  static Instant later(Instant one, Instant other) {
    return other == null || other.isBefore(one) ? one : other;
  }

  /** Whole minutes from start to end; null when the end is unknown or the same instant. */
  static Integer minutes(Instant start, Instant end) {
    return end == null || end.equals(start)
        ? null
        : Math.toIntExact(Duration.between(start, end).toMinutes());
  }

  /** The five digits of a ZIP code that was written as nine. */
  static String zip(String text) {
    return text != null && text.matches("[0-9]{5}-?[0-9]{4}") ? text.substring(0, 5) : text;
  }
}
