package io.healthfinance.lakehouse.bench.hourly;

import io.healthfinance.lakehouse.bench.Bench;
import io.healthfinance.lakehouse.bench.Goal;
import io.healthfinance.lakehouse.bench.Side;
import io.healthfinance.lakehouse.bench.hourly.PeerHour.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An hour that brings nothing but new rows. */
public final class InsertOnlyBench implements Bench {

  private static final Hour HOUR = HourInput.SMALL_NEW;

  @Override
  public String name() {
    return "insert-only";
  }

  @Override
  public String workspace() {
    return HourInput.WORKSPACE;
  }

  @Override
  public String question() {
    return "What does an hour cost that brings nothing but new rows?";
  }

  @Override
  public String input(double size) {
    return "%,d new keys on %,d live rows"
        .formatted(HourInput.newRows(size), HourInput.rows(HOUR, size));
  }

  @Override
  public void makeInput(Path directory, double size) throws IOException {
    HourInput.make(directory, size);
  }

  @Override
  public List<Side> sides(double size) {
    return List.of(
        new OursHour(HOUR), new PeerHour(HOUR, Way.MERGE_COW), new PeerHour(HOUR, Way.MERGE_MOR));
  }

  @Override
  public String reference() {
    return "ours-2m-new";
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.slower(
            "fastest plain MERGE / ours",
            List.of("merge-cow-2m-new", "merge-mor-2m-new"),
            "ours-2m-new",
            2));
  }
}
