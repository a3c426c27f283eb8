package io.healthfinance.lakehouse.bench.reads;

import io.healthfinance.lakehouse.bench.Bench;
import io.healthfinance.lakehouse.bench.Goal;
import io.healthfinance.lakehouse.bench.Side;
import io.healthfinance.lakehouse.bench.vitals.VitalsWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What readers pay for hundreds of small commits. */
public final class ReadBench implements Bench {

  private static final double ROWS = 2_000_000;
  private static final double EVENTS = 20_000;
  private static final double HOURS = 500;
  private static final int FEWEST_HOURS = 2;
  private static final long FEWEST_EVENTS = 100;

  @Override
  public String name() {
    return "read-after-500-hours";
  }

  @Override
  public String question() {
    return "How much slower are dashboard queries after hundreds of hourly commits than on a table"
        + " that was just compacted?";
  }

  @Override
  public String input(double size) {
    return "%,d live rows, %d hours of %,d events".formatted(rows(size), hours(size), events(size));
  }

  private static long rows(double size) {
    return Math.round(ROWS * size);
  }

  private static int hours(double size) {
    return Math.max(FEWEST_HOURS, (int) Math.round(HOURS * size));
  }

  private static long events(double size) {
    return Math.max(FEWEST_EVENTS, Math.round(EVENTS * size));
  }

  @Override
  public void makeInput(Path directory, double size) throws IOException {
    VitalsWorld world = new VitalsWorld(rows(size));
    Path base = directory.resolve("base");
    world.landPatients(base);
    world.landSnapshot(base);
    for (int hour = 0; hour < hours(size); hour++) {
      world.landHour(directory.resolve("hour-" + hour), hour, events(size), 0.8);
    }
  }

  @Override
  public List<Side> sides(double size) {
    return List.of(new ReadTable(hours(size), false), new ReadTable(hours(size), true));
  }

  @Override
  public String reference() {
    return "compacted";
  }

  @Override
  public List<Goal> goals() {
    return List.of(Goal.within("after the hours / compacted", "after-hours", "compacted", 1.2));
  }
}
