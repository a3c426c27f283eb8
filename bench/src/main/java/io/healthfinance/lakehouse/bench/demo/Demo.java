package io.healthfinance.lakehouse.bench.demo;

import io.healthfinance.lakehouse.bench.Job;
import io.healthfinance.lakehouse.bench.Place;
import io.healthfinance.lakehouse.bench.Rows;
import io.healthfinance.lakehouse.bench.Side;
import io.healthfinance.lakehouse.bench.Steps;
import io.healthfinance.lakehouse.bench.engine.PublishedRows;
import io.healthfinance.lakehouse.config.LakeConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code ./lake demo}.
 *
 * @param patients how many
 */
record Demo(int patients) implements Side {

  /** As the start script says for commands that compile much code for seconds. */
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx4g",
          "-XX:MetaspaceSize=300m",
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000");

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public String how() {
    return "`./lake demo --patients " + patients + "` from the start of its process to its end";
  }

  @Override
  public String answers() {
    return "demo";
  }

  @Override
  public Job open(Place place) {
    LakeCommand command = new LakeCommand();
    Path lake = place.home().resolve("lake");
    return new Job() {
      @Override
      public void run(Steps steps) throws IOException, InterruptedException {
        command.run(
            place.home().resolve("demo.log"),
            OPTIONS,
            "demo",
            "--home",
            lake.toString(),
            "--patients",
            String.valueOf(patients));
      }

      @Override
      public Rows rows() throws IOException {
        return PublishedRows.of(LakeConfig.at(lake), "gold", "patient_360", "patient_id, age");
      }

      @Override
      public long peakBytes() {
        return command.peakBytes();
      }

      @Override
      public void close() {}
    };
  }
}
