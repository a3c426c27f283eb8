package io.healthfinance.lakehouse.bench.world;

import io.healthfinance.lakehouse.bench.Place;
import io.healthfinance.lakehouse.bench.Steps;
import io.healthfinance.lakehouse.bench.engine.LakeSide;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.pipeline.RunRequest;
import io.healthfinance.lakehouse.pipeline.RunRequest.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** A lake with all tables of a {@link PatientWorld}. */
public final class WorldLake {

  /** Name of the state: everything but the last hours is published, patient_360 too. */
  public static final String STATE = "lake";

  private static final Set<Layer> TO_SILVER = Set.of(Layer.BRONZE, Layer.SILVER, Layer.DERIVED);

  private final LakeSide lake;
  private final Path input;
  private final Path landing;

  /** Opens the lake of a place. */
  public WorldLake(Place place) {
    this(place, 4);
  }

  /**
   * @param concurrent tables that move at the same time
   */
  public WorldLake(Place place, int concurrent) {
    this.input = place.input();
    this.landing = place.home().resolve("landing");
    this.lake =
        new LakeSide(place.home(), landing)
            .with(Setting.CONCURRENT_TABLES, String.valueOf(concurrent));
  }

  public LakeSide lake() {
    return lake;
  }

  /** Loads the state that benches start from. */
  public static void prepare(Place place) throws IOException {
    WorldLake world = new WorldLake(place);
    Instant now = PatientWorld.landFirst(world.input, world.landing);
    world.lake.run(RunRequest.daily().withLayers(TO_SILVER), now, new Steps());
    world.lake.run(patient360(), now, new Steps());
    world.lake.stop();
  }

  /** A run that moves nothing but patient_360. */
  public static RunRequest patient360() {
    return RunRequest.daily().withLayers(Set.of(Layer.GOLD)).withTables(Set.of("patient_360"));
  }

  /** Lands the last hours; returns when that is. */
  public Instant landRest() throws IOException {
    return PatientWorld.landRest(input, landing);
  }

  /** Lands the last hours and brings silver up to them; returns the same time of the next day. */
  public Instant passDay() throws IOException {
    Instant now = landRest();
    lake.run(RunRequest.daily().withLayers(TO_SILVER), now, new Steps());
    return now.plus(Duration.ofDays(1));
  }

  /** When the state was made. */
  public Instant firstNow() throws IOException {
    return PatientWorld.landFirst(input, landing);
  }
}
