package io.healthfinance.lakehouse.bench.world;

import io.healthfinance.lakehouse.bench.Bench;
import io.healthfinance.lakehouse.bench.Goal;
import io.healthfinance.lakehouse.bench.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Changes of all services in one run. */
public final class ManyTablesBench implements Bench {

  private static final int CONCURRENT = 4;

  @Override
  public String name() {
    return "many-tables";
  }

  @Override
  public String workspace() {
    return PatientWorld.WORKSPACE;
  }

  @Override
  public String question() {
    return "What does one hourly run over all source tables cost, against the same tables one after"
        + " another, and when nothing landed?";
  }

  @Override
  public String input(double size) {
    return "the last hours of %,d patients".formatted(PatientWorld.patients(size));
  }

  @Override
  public void makeInput(Path directory, double size) throws IOException {
    PatientWorld.makeInput(directory, size);
  }

  @Override
  public List<Side> sides(double size) {
    return List.of(
        new AllTables("ours", CONCURRENT, true),
        new AllTables("one-after-another", 1, true),
        new AllTables("nothing-new", CONCURRENT, false));
  }

  @Override
  public String reference() {
    return "ours";
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.slower("one after another / ours", List.of("one-after-another"), "ours", 1.5),
        Goal.seconds("a run over all tables that finds nothing", "nothing-new", 5));
  }
}
