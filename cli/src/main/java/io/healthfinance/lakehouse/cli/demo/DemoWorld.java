package io.healthfinance.lakehouse.cli.demo;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.datagen.GenerateOptions;
import io.healthfinance.lakehouse.datagen.GenerateSummary;
import io.healthfinance.lakehouse.datagen.Generator;
import io.healthfinance.lakehouse.datagen.LandingRelease;
import io.healthfinance.lakehouse.datagen.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The synthetic services of the demo, and how their changes arrive hour by hour. */
final class DemoWorld {

  /** The table whose service goes wrong in the last hour; patient_360 may read a stale state. */
  static final String BAD_TABLE = "risk_scores";

  static final int INCREMENTS = 3;
  private static final LocalDate FROM = LocalDate.of(2025, 1, 1);
  private static final LocalDate TO = LocalDate.of(2026, 7, 1);

  private final Path staging;
  private final LandingRelease release;
  private final GenerateOptions options;

  DemoWorld(LakeConfig config, int patients, long seed) {
    this.staging = config.path(Setting.HOME).resolve("staging");
    this.release = new LandingRelease(staging, config.path(Setting.LANDING));
    this.options = GenerateOptions.of(patients, FROM, TO, seed, staging).withBadBatch(BAD_TABLE);
  }

  GenerateSummary generate(Catalog catalog, Progress progress) throws IOException {
    return new Generator(catalog, options).run(progress);
  }

  /** The landing hours that arrive one by one, after everything before them. */
  List<Instant> heldBackHours() throws IOException {
    List<Instant> hours = new ArrayList<>(release.hours());
    return hours.subList(hours.size() - INCREMENTS, hours.size());
  }

  int deliverBefore(Instant hour) throws IOException {
    return release.releaseBefore(hour);
  }

  int deliver(Instant hour) throws IOException {
    return release.release(hour);
  }

  int deliverBadBatch() throws IOException {
    return release.releaseBadBatch();
  }

  /** When the bad batch has landed: the hour after the period. */
  Instant end() {
    return options.to().plus(Duration.ofHours(1));
  }

  int patients() {
    return options.patients();
  }

  Path staging() {
    return staging;
  }
}
