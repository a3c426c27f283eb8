package io.healthfinance.lakehouse.catalog.load;

import java.time.Duration;
import java.util.Optional;

/** Reads spans written as {@code 90s}, {@code 30m}, {@code 6h} or {@code 7d}. */
final class Durations {
  private Durations() {}

  /** The span under a name; {@code none} and absence are empty, anything else is a mistake. */
  static Optional<Duration> read(YamlMap map, String name, Mistakes mistakes) {
    String text = map.text(name).orElse("none");
    if (text.equals("none")) {
      return Optional.empty();
    }
    if (!text.matches("[1-9]\\d{0,5}[smhd]")) {
      mistakes.add(
          map.place(name),
          "'%s' is not a duration; write it as 30m, 6h or 7d, or none".formatted(text));
      return Optional.empty();
    }
    long amount = Long.parseLong(text.substring(0, text.length() - 1));
    return Optional.of(
        switch (text.charAt(text.length() - 1)) {
          case 's' -> Duration.ofSeconds(amount);
          case 'm' -> Duration.ofMinutes(amount);
          case 'h' -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        });
  }
}
