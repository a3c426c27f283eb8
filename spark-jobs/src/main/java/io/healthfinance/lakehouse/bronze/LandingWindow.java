package io.healthfinance.lakehouse.bronze;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * The landing hours that a run lists. Late files land in old hour folders, so that "the last hour"
 * would lose them.
 *
 * @param firstHour {@code yyyy-MM-dd-HH}, empty text for everything
 */
public record LandingWindow(String firstHour) {

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HH").withZone(ZoneOffset.UTC);

  public static LandingWindow everything() {
    return new LandingWindow("");
  }

  /** All hours that end after {@code now - lookBack}; there is no upper end. */
  public static LandingWindow lookingBack(Duration lookBack, Instant now) {
    return new LandingWindow(HOUR.format(now.minus(lookBack).truncatedTo(ChronoUnit.HOURS)));
  }

  public boolean isEverything() {
    return firstHour.isEmpty();
  }

  /**
   * Whether files of this hour are listed; a prefix such as {@code 2026} or {@code 2026-03} too.
   */
  boolean mayContain(String hourOrPrefix) {
    return firstHour
            .substring(0, Math.min(firstHour.length(), hourOrPrefix.length()))
            .compareTo(hourOrPrefix)
        <= 0;
  }
}
