package io.healthfinance.lakehouse.bench.hourly;

import static io.healthfinance.lakehouse.bench.hourly.HourInput.LARGE_RECENT;
import static io.healthfinance.lakehouse.bench.hourly.HourInput.LARGE_UNIFORM;
import static io.healthfinance.lakehouse.bench.hourly.HourInput.SMALL_RECENT;
import static io.healthfinance.lakehouse.bench.hourly.HourInput.SMALL_UNIFORM;

import io.healthfinance.lakehouse.bench.Bench;
import io.healthfinance.lakehouse.bench.Goal;
import io.healthfinance.lakehouse.bench.Side;
import io.healthfinance.lakehouse.bench.hourly.PeerHour.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One hour of changes on a table and on one of ten times its size. */
public final class HourlyBench implements Bench {

  @Override
  public String name() {
    return "hourly";
  }

  @Override
  public String workspace() {
    return HourInput.WORKSPACE;
  }

  @Override
  public String question() {
    return "What does the same hour of changes cost on 2 M and on 20 M live rows, when four in five"
        + " changed rows are of the last 30 days (recent), and when they are of any age (uniform)?";
  }

  @Override
  public String input(double size) {
    return "%,d events on %,d and on %,d live rows"
        .formatted(
            HourInput.events(size),
            HourInput.rows(SMALL_RECENT, size),
            HourInput.rows(LARGE_RECENT, size));
  }

  @Override
  public void makeInput(Path directory, double size) throws IOException {
    HourInput.make(directory, size);
  }

  @Override
  public List<Side> sides(double size) {
    return List.of(
        new OursHour(SMALL_RECENT),
        new PeerHour(SMALL_RECENT, Way.MERGE_MOR),
        new OursHour(SMALL_UNIFORM),
        new OursHour(LARGE_RECENT),
        new PeerHour(LARGE_RECENT, Way.MERGE_MOR),
        new PeerHour(LARGE_RECENT, Way.MERGE_COW),
        new PeerHour(LARGE_RECENT, Way.REBUILD),
        new OursHour(LARGE_UNIFORM),
        new PeerHour(LARGE_UNIFORM, Way.MERGE_MOR));
  }

  @Override
  public String reference() {
    return "ours-20m-recent";
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.within("ours on 20 M / ours on 2 M, recent", "ours-20m-recent", "ours-2m-recent", 1.2),
        Goal.within(
            "ours on 20 M / ours on 2 M, uniform", "ours-20m-uniform", "ours-2m-uniform", 3),
        Goal.slower(
            "fastest peer on 20 M / ours",
            List.of("merge-mor-20m-recent", "merge-cow-20m-recent", "rebuild-20m-recent"),
            "ours-20m-recent",
            3));
  }
}
