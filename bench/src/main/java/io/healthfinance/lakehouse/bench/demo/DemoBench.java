package io.healthfinance.lakehouse.bench.demo;

import io.healthfinance.lakehouse.bench.Bench;
import io.healthfinance.lakehouse.bench.Goal;
import io.healthfinance.lakehouse.bench.Side;
import io.healthfinance.lakehouse.bench.world.PatientWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a person waits for: the demo, and a run with nothing to do. */
public final class DemoBench implements Bench {

  private static final double PATIENTS = 2000;
  private static final int FEWEST = 40;

  @Override
  public String name() {
    return "demo-and-idle";
  }

  @Override
  public String workspace() {
    return PatientWorld.WORKSPACE;
  }

  @Override
  public String question() {
    return "How long does a person wait for the demo, and for an hourly run that finds nothing?";
  }

  @Override
  public String input(double size) {
    return "a demo of %,d patients; an hourly run on a lake of %,d"
        .formatted(demoPatients(size), PatientWorld.patients(size));
  }

  private static int demoPatients(double size) {
    return Math.max(FEWEST, (int) Math.round(PATIENTS * size));
  }

  @Override
  public void makeInput(Path directory, double size) throws IOException {
    PatientWorld.makeInput(directory, size);
  }

  @Override
  public List<Side> sides(double size) {
    return List.of(new Demo(demoPatients(size)), new Idle());
  }

  @Override
  public String reference() {
    return "idle";
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.seconds("the demo", "demo", 240), Goal.seconds("a run with nothing new", "idle", 5));
  }
}
