package io.healthfinance.lakehouse.pipeline;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Landing hours as bronze names its partitions, {@code yyyy-MM-dd-HH} in UTC. */
final class LandingHour {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH", Locale.ROOT);

  private LandingHour() {}

  /** When the hour was over. */
  static Instant end(String hour) {
    return LocalDateTime.parse(hour, NAME).plusHours(1).toInstant(ZoneOffset.UTC);
  }
}
