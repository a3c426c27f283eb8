package io.healthfinance.lakehouse.bench.hourly;

import io.healthfinance.lakehouse.bench.FileTree;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A run of ours over an hour of changes.
 *
 * @param whole whether the gate looks at the whole table, as in a daily run
 * @param part the part that counts; empty for all
 */
record OursHour(Hour hour, boolean whole, Optional<String> part) implements Side {

  private static final Set<Layer> LAYERS = Set.of(Layer.BRONZE, Layer.SILVER);
  private static final Set<String> ALL =
      Set.of("vitals", "users", "appointments", "admissions", "devices", "providers");

  OursHour(Hour hour) {
    this(hour, false, Optional.empty());
  }

  @Override
  public String name() {
    return (whole ? "ours-whole-" : "ours-") + hour.label();
  }

  @Override
  public String how() {
    return (whole ? "a daily" : "an hourly")
        + " run from registration to publish, with validation, quarantine and gate"
        + part.map(name -> "; the time is that of the part '" + name + "'").orElse("");
  }

  @Override
  public String answers() {
    return hour.label();
  }

  @Override
  public boolean startsFromState() {
    return true;
  }

  @Override
  public String state() {
    return "ours-" + hour.base();
  }

  @Override
  public void prepare(Place place) throws IOException {
    FileTree.copy(hour.before(place.input()), landing(place));
    LakeSide lake = new LakeSide(place.home(), landing(place));
    lake.run(
        RunRequest.daily().withLayers(LAYERS).withTables(ALL),
        VitalsWorld.END.plus(Duration.ofHours(1)),
        new Steps());
    lake.stop();
  }

  private static Path landing(Place place) {
    return place.home().resolve("landing");
  }

  @Override
  public Job open(Place place) throws IOException {
    FileTree.copy(hour.in(place.input()), landing(place));
    LakeSide lake = new LakeSide(place.home(), landing(place));
    lake.start();
    return new Job() {
      @Override
      public void run(Steps steps) {
        lake.run(
            (whole ? RunRequest.daily() : RunRequest.hourly())
                .withLayers(LAYERS)
                .withTables(Set.of("vitals")),
            VitalsWorld.HOUR.plus(Duration.ofHours(1)),
            steps);
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
