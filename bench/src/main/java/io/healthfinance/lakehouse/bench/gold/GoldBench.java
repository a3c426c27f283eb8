package io.healthfinance.lakehouse.bench.gold;

import io.healthfinance.lakehouse.bench.Bench;
import io.healthfinance.lakehouse.bench.Goal;
import io.healthfinance.lakehouse.bench.Side;
import io.healthfinance.lakehouse.bench.world.PatientWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The widest gold table: computed whole, and again a day later. */
public final class GoldBench implements Bench {

  @Override
  public String name() {
    return "gold";
  }

  @Override
  public String workspace() {
    return PatientWorld.WORKSPACE;
  }

  @Override
  public String question() {
    return "How long does `patient_360` take over the same silver tables when it is computed whole,"
        + " and when a day has passed and the last hours changed some patients?";
  }

  @Override
  public String input(double size) {
    return "%,d patients".formatted(PatientWorld.patients(size));
  }

  @Override
  public void makeInput(Path directory, double size) throws IOException {
    PatientWorld.makeInput(directory, size);
  }

  @Override
  public List<Side> sides(double size) {
    return List.of(
        new OursGold(false),
        new SparkGold(),
        new DuckGold(false),
        new OursGold(true),
        new DuckGold(true));
  }

  @Override
  public String reference() {
    return "ours-full";
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.within("ours / DuckDB, full", "ours-full", "duckdb-full", 2.5),
        Goal.slower("ours full / ours a day later", List.of("ours-full"), "ours-next-day", 4));
  }
}
