package io.healthfinance.lakehouse.bench.backfill;

import io.healthfinance.lakehouse.bench.Job;
import io.healthfinance.lakehouse.bench.Place;
import io.healthfinance.lakehouse.bench.Rows;
import io.healthfinance.lakehouse.bench.Side;
import io.healthfinance.lakehouse.bench.Steps;
import io.healthfinance.lakehouse.bench.engine.LakeSide;
import io.healthfinance.lakehouse.bench.engine.PublishedRows;
import io.healthfinance.lakehouse.bench.vitals.VitalsSql;
import io.healthfinance.lakehouse.bench.vitals.VitalsWorld;
import io.healthfinance.lakehouse.pipeline.RunRequest;
import io.healthfinance.lakehouse.pipeline.RunRequest.Layer;
import java.io.IOException;
import java.util.Set;

/** A daily run over the landing folder of the table; its patients are in the lake already. */
final class Ours implements Side {

  private static final RunRequest BASE =
      RunRequest.daily().withLayers(Set.of(Layer.BRONZE, Layer.SILVER));

  /** The tables that vitals refer to, empty but for the patients. */
  private static final Set<String> PARENTS =
      Set.of("users", "appointments", "admissions", "devices", "providers");

  @Override
  public String name() {
    return "ours";
  }

  @Override
  public String how() {
    return "register without copying, validate, quarantine, order by LSN, write to a branch, audit"
        + " the whole table with Deequ, count orphans, record, publish";
  }

  @Override
  public boolean startsFromState() {
    return true;
  }

  @Override
  public void prepare(Place place) {
    LakeSide lake = new LakeSide(place.home(), place.input());
    lake.run(BASE.withTables(PARENTS), VitalsWorld.END, new Steps());
    lake.stop();
  }

  @Override
  public Job open(Place place) {
    LakeSide lake = new LakeSide(place.home(), place.input());
    lake.start();
    return new Job() {
      @Override
      public void run(Steps steps) {
        lake.run(BASE.withTables(Set.of("vitals")), VitalsWorld.END, steps);
      }

      @Override
      public Rows rows() throws IOException {
        return PublishedRows.of(lake.config(), "silver", "vitals", VitalsSql.COMPARED);
      }

      @Override
      public void close() {
        lake.stop();
      }
    };
  }
}
