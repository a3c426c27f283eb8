package io.healthfinance.lakehouse.datagen;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What to generate.
 *
 * @param patients number of patients
 * @param from moment of the initial snapshot; earlier facts arrive as snapshot reads
 * @param to end of the period, exclusive; a full hour
 * @param seed the same seed gives the same files
 * @param out landing directory; the ground truth goes to {@code _truth} in it
 * @param liveWindow length of the last part of the period that lands hour by hour; everything
 *     before it lands in a few catch-up files
 * @param truthHours number of last landing hours for which the expected tables are stated one by
 *     one
 * @param badBatchTable table for which a landing hour of mostly invalid events is prepared, if any
 */
public record GenerateOptions(
    int patients,
    Instant from,
    Instant to,
    long seed,
    Path out,
    Duration liveWindow,
    int truthHours,
    Optional<String> badBatchTable) {

  private static final long HOUR_SECONDS = 3600;

  public GenerateOptions {
    if (patients < 0) {
      throw new IllegalArgumentException("Number of patients must not be negative: " + patients);
    }
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "The period must start before it ends: " + from + ", " + to);
    }
    if (from.getEpochSecond() % HOUR_SECONDS != 0 || to.getEpochSecond() % HOUR_SECONDS != 0) {
      throw new IllegalArgumentException(
          "The period must start and end at a full hour: " + from + ", " + to);
    }
  }

  /** Whole UTC days, two days of hourly landings, truth for the last six hours. */
  public static GenerateOptions of(
      int patients, LocalDate from, LocalDate to, long seed, Path out) {
    return new GenerateOptions(
        patients,
        from.atStartOfDay().toInstant(ZoneOffset.UTC),
        to.atStartOfDay().toInstant(ZoneOffset.UTC),
        seed,
        out,
        Duration.ofDays(2),
        6,
        Optional.empty());
  }

  public GenerateOptions withBadBatch(String table) {
    return new GenerateOptions(
        patients, from, to, seed, out, liveWindow, truthHours, Optional.of(table));
  }

  public GenerateOptions withLiveWindow(Duration window) {
    return new GenerateOptions(patients, from, to, seed, out, window, truthHours, badBatchTable);
  }
}
