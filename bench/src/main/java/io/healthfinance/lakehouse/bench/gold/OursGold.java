package io.healthfinance.lakehouse.bench.gold;

import io.healthfinance.lakehouse.bench.Job;
import io.healthfinance.lakehouse.bench.Place;
import io.healthfinance.lakehouse.bench.Rows;
import io.healthfinance.lakehouse.bench.Side;
import io.healthfinance.lakehouse.bench.Steps;
import io.healthfinance.lakehouse.bench.engine.PublishedRows;
import io.healthfinance.lakehouse.bench.world.WorldLake;
import java.io.IOException;
import java.time.Instant;

/**
 * A run of ours that moves nothing but the table.
 *
 * @param nextDay whether a day has passed since it was published; otherwise it is computed whole
 */
record OursGold(boolean nextDay) implements Side {

  @Override
  public String name() {
    return nextDay ? "ours-next-day" : "ours-full";
  }

  @Override
  public String how() {
    return nextDay
        ? "the daily run of the next day: whatever the lake does about patients that did not change"
        : "pin the inputs, compute all rows, write to a branch, audit with Deequ, record, publish";
  }

  @Override
  public String answers() {
    return nextDay ? "next day" : "";
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
    WorldLake world = new WorldLake(place);
    world.lake().start();
    Instant now = nextDay ? world.passDay() : world.firstNow();
    return new Job() {
      @Override
      public void run(Steps steps) {
        world.lake().run(WorldLake.patient360().withFullRefresh(!nextDay), now, steps);
      }

      @Override
      public Rows rows() throws IOException {
        return PublishedRows.of(
            world.lake().config(), "gold", Patient360.TABLE, Patient360.COMPARED);
      }

      @Override
      public void close() {
        world.lake().stop();
      }
    };
  }
}
