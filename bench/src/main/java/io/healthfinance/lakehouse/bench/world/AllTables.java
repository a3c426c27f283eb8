package io.healthfinance.lakehouse.bench.world;

import io.healthfinance.lakehouse.bench.Job;
import io.healthfinance.lakehouse.bench.Place;
import io.healthfinance.lakehouse.bench.Rows;
import io.healthfinance.lakehouse.bench.Side;
import io.healthfinance.lakehouse.bench.Steps;
import io.healthfinance.lakehouse.pipeline.RunRequest;
import io.healthfinance.lakehouse.pipeline.RunRequest.Layer;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;

/**
 * An hourly run over all source tables.
 *
 * @param concurrent tables that move at the same time
 * @param news whether anything landed
 */
record AllTables(String name, int concurrent, boolean news) implements Side {

  @Override
  public String how() {
    return "bronze and silver of all source tables, %s, %d at a time"
        .formatted(news ? "the last hours landed at once" : "nothing landed", concurrent);
  }

  @Override
  public String answers() {
    return news ? "" : "nothing new";
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
    WorldLake world = new WorldLake(place, concurrent);
    Instant now = news ? world.landRest() : world.firstNow();
    world.lake().start();
    return new Job() {
      @Override
      public void run(Steps steps) {
        world
            .lake()
            .run(RunRequest.hourly().withLayers(Set.of(Layer.BRONZE, Layer.SILVER)), now, steps);
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
