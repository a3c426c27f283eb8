package io.healthfinance.lakehouse.bench.world;

import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.datagen.GenerateOptions;
import io.healthfinance.lakehouse.datagen.Generator;
import io.healthfinance.lakehouse.datagen.LandingRelease;
import io.healthfinance.lakehouse.datagen.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * The synthetic services of so many patients over four months, of which the last hours land one by
 * one. Benches on whole lakes share it.
 */
public final class PatientWorld {

  /** Directory of its input and its lakes. */
  public static final String WORKSPACE = "world";

  private static final double PATIENTS = 100_000;
  private static final int FEWEST = 40;
  private static final long SEED = 57;
  private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-06-30T20:00:00Z");
  private static final Duration LIVE = Duration.ofHours(18);
  private static final int HELD_BACK = 8;

  private PatientWorld() {}

  /** How many patients there are at a size. */
  public static int patients(double size) {
    return Math.max(FEWEST, (int) Math.round(PATIENTS * size));
  }

  /** Writes what the services land. */
  public static void makeInput(Path directory, double size) throws IOException {
    GenerateOptions options =
        new GenerateOptions(patients(size), FROM, TO, SEED, directory, LIVE, 1, Optional.empty());
    new Generator(new CatalogLoader().loadBundled(), options).run(Progress.SILENT);
  }

  /** Lands everything but the last hours; returns when that is. */
  static Instant landFirst(Path input, Path landing) throws IOException {
    LandingRelease release = new LandingRelease(input, landing);
    Instant firstHeldBack = firstHeldBack(release);
    release.releaseBefore(firstHeldBack);
    return firstHeldBack;
  }

  /** Lands the rest; returns when that is. */
  static Instant landRest(Path input, Path landing) throws IOException {
    new LandingRelease(input, landing).releaseAll();
    return TO.plus(Duration.ofHours(1));
  }

  private static Instant firstHeldBack(LandingRelease release) throws IOException {
    NavigableSet<Instant> hours = release.hours();
    Instant hour = hours.last();
    for (int i = 1; i < HELD_BACK; i++) {
      hour = hours.lower(hour);
    }
    return hour;
  }
}
