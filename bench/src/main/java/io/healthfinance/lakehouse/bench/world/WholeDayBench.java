package io.healthfinance.lakehouse.bench.world;

import io.healthfinance.lakehouse.bench.Bench;
import io.healthfinance.lakehouse.bench.Goal;
import io.healthfinance.lakehouse.bench.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Everything from landing to gold at once. */
public final class WholeDayBench implements Bench {

  private static final double SECONDS = 1200;

  @Override
  public String name() {
    return "whole-day";
  }

  @Override
  public String workspace() {
    return PatientWorld.WORKSPACE;
  }

  @Override
  public String memory() {
    return "8g";
  }

  @Override
  public String question() {
    return "How long does it take to bring all events of all services from their landing files to"
        + " published gold tables?";
  }

  @Override
  public String input(double size) {
    return "all events of %,d patients".formatted(PatientWorld.patients(size));
  }

  @Override
  public void makeInput(Path directory, double size) throws IOException {
    PatientWorld.makeInput(directory, size);
  }

  @Override
  public List<Side> sides(double size) {
    return List.of(new WholeDay());
  }

  @Override
  public String reference() {
    return "ours";
  }

  @Override
  public List<Goal> goals() {
    return List.of(Goal.seconds("bronze, silver, gold and gates", "ours", SECONDS));
  }
}
