package io.healthfinance.lakehouse.bench.hourly;

import io.healthfinance.lakehouse.bench.vitals.VitalsWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The tables that the benches on hours share, and the hours that land on them. */
final class HourInput {

  static final String WORKSPACE = "hours";

  static final Hour SMALL_RECENT = new Hour("2m", "recent");
  static final Hour SMALL_UNIFORM = new Hour("2m", "uniform");
  static final Hour SMALL_NEW = new Hour("2m", "new");
  static final Hour LARGE_RECENT = new Hour("20m", "recent");
  static final Hour LARGE_UNIFORM = new Hour("20m", "uniform");
  static final Hour LARGE_BATCH = new Hour("20m", "batch");

  private static final Map<String, Double> ROWS = Map.of("2m", 2e6, "20m", 2e7);
  private static final double EVENTS = 20_000;
  private static final double NEW_ROWS = 500_000;
  private static final double BATCH = 200_000;
  private static final long FEWEST_EVENTS = 200;

  /** Share of the changed rows that are of the last 30 days. */
  private static final double MOSTLY = 0.8;

  private HourInput() {}

  static long rows(Hour hour, double size) {
    return Math.round(ROWS.get(hour.base()) * size);
  }

  /** Events of an hour of changes. */
  static long events(double size) {
    return atLeast(EVENTS * size);
  }

  /** Events of an hour of nothing but new rows. */
  static long newRows(double size) {
    return atLeast(NEW_ROWS * size);
  }

  /** Events of a batch of 1 % of the large table. */
  static long batch(double size) {
    return atLeast(BATCH * size);
  }

  private static long atLeast(double events) {
    return Math.max(FEWEST_EVENTS, Math.round(events));
  }

  static void make(Path directory, double size) throws IOException {
    VitalsWorld small = new VitalsWorld(rows(SMALL_RECENT, size));
    base(directory, SMALL_RECENT, small);
    small.landHour(SMALL_RECENT.in(directory), 0, events(size), MOSTLY);
    small.landHour(SMALL_UNIFORM.in(directory), 0, events(size), 0);
    small.landNewKeys(SMALL_NEW.in(directory), newRows(size));
    VitalsWorld large = new VitalsWorld(rows(LARGE_RECENT, size));
    base(directory, LARGE_RECENT, large);
    large.landHour(LARGE_RECENT.in(directory), 0, events(size), MOSTLY);
    large.landHour(LARGE_UNIFORM.in(directory), 0, events(size), 0);
    large.landHour(LARGE_BATCH.in(directory), 0, batch(size), MOSTLY);
  }

  private static void base(Path directory, Hour hour, VitalsWorld world) throws IOException {
    world.landPatients(hour.before(directory));
    world.landSnapshot(hour.before(directory));
  }
}
