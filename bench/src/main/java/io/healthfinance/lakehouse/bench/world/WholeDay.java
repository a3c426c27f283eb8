package io.healthfinance.lakehouse.bench.world;

import io.healthfinance.lakehouse.bench.Job;
import io.healthfinance.lakehouse.bench.Place;
import io.healthfinance.lakehouse.bench.Rows;
import io.healthfinance.lakehouse.bench.Side;
import io.healthfinance.lakehouse.bench.Steps;
import io.healthfinance.lakehouse.pipeline.RunRequest;
import java.io.IOException;
import java.time.Instant;

/** The daily run over everything that ever landed, into an empty lake. */
final class WholeDay implements Side {

  @Override
  public String name() {
    return "ours";
  }

  @Override
  public String how() {
    return "a daily run from an empty lake: bronze, silver, derived tables, gold, all gates";
  }

  @Override
  public Job open(Place place) throws IOException {
    WorldLake world = new WorldLake(place);
    Instant now = world.landRest();
    world.lake().start();
    return new Job() {
      @Override
      public void run(Steps steps) {
        world.lake().run(RunRequest.daily(), now, steps);
      }

      @Override
      public Rows rows() throws IOException {
        return SilverRows.of(world.lake());
      }

      @Override
      public void close() {
        world.lake().stop();
      }
    };
  }
}
