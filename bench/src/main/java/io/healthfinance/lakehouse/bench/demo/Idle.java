package io.healthfinance.lakehouse.bench.demo;

import io.healthfinance.lakehouse.bench.Job;
import io.healthfinance.lakehouse.bench.Place;
import io.healthfinance.lakehouse.bench.Rows;
import io.healthfinance.lakehouse.bench.Side;
import io.healthfinance.lakehouse.bench.Steps;
import io.healthfinance.lakehouse.bench.engine.PublishedRows;
import io.healthfinance.lakehouse.bench.world.WorldLake;
import io.healthfinance.lakehouse.cli.run.LakeClock;
import io.healthfinance.lakehouse.config.LakeConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** {@code ./lake run hourly} when nothing landed. */
record Idle() implements Side {

  /** As the start script says for an hourly run. */
  private static final List<String> OPTIONS =
      List.of("-Xmx4g", "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=240m");

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String how() {
    return "`./lake run hourly` with nothing new, from the start of its process to its end";
  }

  @Override
  public String answers() {
    return "idle";
  }

  @Override
  public boolean startsFromState() {
    return true;
  }

  @Override
  public String state() {
    return WorldLake.STATE;
  }

  @Override
  public void prepare(Place place) throws IOException {
    WorldLake.prepare(place);
  }

  @Override
  public Job open(Place place) throws IOException {
    LakeConfig config = LakeConfig.at(place.home());
    new LakeClock(config).set(new WorldLake(place).firstNow().plus(Duration.ofMinutes(1)));
    LakeCommand command = new LakeCommand();
    return new Job() {
      @Override
      public void run(Steps steps) throws IOException, InterruptedException {
        command.run(
            place.home().resolve("idle.log"),
            OPTIONS,
            "run",
            "hourly",
            "--home",
            place.home().toString());
      }

      @Override
      public Rows rows() throws IOException {
        return PublishedRows.of(config, "gold", "patient_360", "patient_id, age");
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
