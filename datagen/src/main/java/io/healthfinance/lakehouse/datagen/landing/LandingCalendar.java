package io.healthfinance.lakehouse.datagen.landing;

import io.healthfinance.lakehouse.datagen.GenerateOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Which landing hour a moment belongs to. Slot 0 is the initial snapshot; then come months of
 * catch-up, which land in their last hour; then the single hours of the live window.
 */
public final class LandingCalendar {

  private static final long HOUR_MS = Duration.ofHours(1).toMillis();
  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("yyyy/MM/dd/'hour='HH").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH").withZone(ZoneOffset.UTC);

  private final List<Long> monthEndsMs = new ArrayList<>();
  private final long fromMs;
  private final long liveMs;
  private final int hours;

  public LandingCalendar(GenerateOptions options) {
    fromMs = options.from().toEpochMilli();
    long toMs = options.to().toEpochMilli();
    long live = toMs - options.liveWindow().toMillis();
    liveMs = Math.max(fromMs, live - Math.floorMod(live, HOUR_MS));
    YearMonth month = YearMonth.from(options.from().atOffset(ZoneOffset.UTC));
    for (long endMs = fromMs; endMs < liveMs; month = month.plusMonths(1)) {
      Instant next = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      endMs = Math.min(liveMs, next.toEpochMilli());
      monthEndsMs.add(endMs);
    }
    hours = Math.toIntExact((toMs - liveMs) / HOUR_MS);
  }

  public int slots() {
    return 1 + monthEndsMs.size() + hours;
  }

  public int lastSlot() {
    return slots() - 1;
  }

  /** The slot of a moment; what would land after the period lands in its last slot. */
  public int slotOf(long landedMs) {
    if (landedMs >= liveMs) {
      int hour = (int) Math.min(hours - 1L, (landedMs - liveMs) / HOUR_MS);
      return 1 + monthEndsMs.size() + hour;
    }
    int month = 0;
    while (landedMs >= monthEndsMs.get(month)) {
      month++;
    }
    return 1 + month;
  }

  /** First moment of a slot. */
  public long startMs(int slot) {
    if (slot <= 1) {
      return fromMs;
    }
    return slot <= monthEndsMs.size()
        ? monthEndsMs.get(slot - 2)
        : liveMs + (slot - 1 - monthEndsMs.size()) * HOUR_MS;
  }

  /** Whether the slot is a single hour. */
  public boolean isLive(int slot) {
    return slot > monthEndsMs.size();
  }

  /** The hour in which a slot's files land. */
  public Instant hour(int slot) {
    if (slot == 0) {
      return Instant.ofEpochMilli(fromMs);
    }
    long endMs = isLive(slot) ? startMs(slot) + HOUR_MS : monthEndsMs.get(slot - 1);
    return Instant.ofEpochMilli(endMs - HOUR_MS);
  }

  /** {@code table/yyyy/MM/dd/hour=HH}. */
  public Path folder(String table, int slot) {
    return folder(table, hour(slot));
  }

  /** {@code table/yyyy/MM/dd/hour=HH} of any hour. */
  public static Path folder(String table, Instant hour) {
    return Path.of(table, FOLDER.format(hour).split("/"));
  }

  /** {@code yyyy-MM-dd-HH}, as bronze names its partitions. */
  public static String label(Instant hour) {
    return LABEL.format(hour);
  }

  public String label(int slot) {
    return label(hour(slot));
  }
}
