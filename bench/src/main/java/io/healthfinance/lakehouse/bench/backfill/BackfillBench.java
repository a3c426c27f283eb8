package io.healthfinance.lakehouse.bench.backfill;

import io.healthfinance.lakehouse.bench.Bench;
import io.healthfinance.lakehouse.bench.Goal;
import io.healthfinance.lakehouse.bench.Side;
import io.healthfinance.lakehouse.bench.vitals.VitalsWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A first load: two years of change events of one table become a published silver table. */
public final class BackfillBench implements Bench {

  private static final double EVENTS = 5_000_000;
  private static final double KEYS = 2_000_000;

  @Override
  public String name() {
    return "backfill";
  }

  @Override
  public String question() {
    return "How long does it take until the landed change events of one table (`vitals`, both"
        + " images, redeliveries, deletes, rows that break a rule) are a table with the newest"
        + " valid row of each key?";
  }

  @Override
  public String input(double size) {
    return "%,d events of %,d keys".formatted(Math.round(EVENTS * size), keys(size));
  }

  @Override
  public void makeInput(Path directory, double size) throws IOException {
    VitalsWorld world = new VitalsWorld(keys(size));
    world.landPatients(directory);
    world.landChanges(directory, Math.round(EVENTS * size));
  }

  private static long keys(double size) {
    return Math.round(KEYS * size);
  }

  @Override
  public List<Side> sides(double size) {
    return List.of(new Ours(), new WindowAppend(), new RegisterMerge(), new DuckFile());
  }

  @Override
  public String reference() {
    return "ours";
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.slower("window + append / ours", List.of("window-append"), "ours", 1.5),
        Goal.slower("register + MERGE / ours", List.of("register-merge"), "ours", 2),
        Goal.within("ours / DuckDB", "ours", "duckdb", 4));
  }
}
