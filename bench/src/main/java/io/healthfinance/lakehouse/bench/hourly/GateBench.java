package io.healthfinance.lakehouse.bench.hourly;

import io.healthfinance.lakehouse.bench.Bench;
import io.healthfinance.lakehouse.bench.Goal;
import io.healthfinance.lakehouse.bench.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the gate costs when it looks at a batch, and when it looks at the whole table. */
public final class GateBench implements Bench {

  private static final Hour HOUR = HourInput.LARGE_BATCH;

  /** Ends when the verdicts are recorded, and begins when the last branch is written. */
  private static final Optional<String> AUDIT = Optional.of("after ops rows");

  @Override
  public String name() {
    return "gate";
  }

  @Override
  public String workspace() {
    return HourInput.WORKSPACE;
  }

  @Override
  public String question() {
    return "What does the audit cost (Deequ's checks, orphans, scores, the record) when it looks at"
        + " a batch of 1 % of the rows, and when it looks at the whole table?";
  }

  @Override
  public String input(double size) {
    return "%,d events on %,d live rows"
        .formatted(HourInput.batch(size), HourInput.rows(HOUR, size));
  }

  @Override
  public void makeInput(Path directory, double size) throws IOException {
    HourInput.make(directory, size);
  }

  @Override
  public List<Side> sides(double size) {
    return List.of(new OursHour(HOUR, false, AUDIT), new OursHour(HOUR, true, AUDIT));
  }

  @Override
  public String reference() {
    return "ours-20m-batch";
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.slower(
            "audit of the whole table / audit of the batch",
            List.of("ours-whole-20m-batch"),
            "ours-20m-batch",
            8));
  }
}
