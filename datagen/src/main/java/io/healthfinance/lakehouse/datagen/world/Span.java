package io.healthfinance.lakehouse.datagen.world;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The time the world is told for.
 *
 * @param start moment of the initial snapshot; what happened before is read with it
 * @param end the story stops before this instant
 */
record Span(Instant start, Instant end) {
  /** Years of history behind the first day. */
  private static final int HISTORY_YEARS = 3;

  LocalDate from() {
    return LocalDate.ofInstant(start, ZoneOffset.UTC);
  }

  /** The day in which the story stops. */
  LocalDate to() {
    return LocalDate.ofInstant(end, ZoneOffset.UTC);
  }

  LocalDate historyStart() {
    return from().minusYears(HISTORY_YEARS);
  }

  /** Days from the beginning of the history to the end of the story. */
  int historyDays() {
    return (int) ChronoUnit.DAYS.between(historyStart(), to());
  }

  /** Money older than this is settled and archived: the snapshot does not hold it. */
  LocalDate moneyStart() {
    return from().minusDays(200);
  }

  /** Portal contacts, notifications and readings are kept for a month. */
  LocalDate trafficStart() {
    return from().minusDays(30);
  }
}
