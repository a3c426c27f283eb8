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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The synthetic services of the demo, and how their changes arrive hour by hour. */
final class DemoWorld {

  /** The table whose service goes wrong in the last hour; patient_360 may read a stale state. */
  static final String BAD_TABLE = "risk_scores";

  private static final int INCREMENTS = 3;
  private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");

  /** Four in the afternoon in New York, so that the last hours are busy ones. */
  private static final Instant TO = Instant.parse("2026-06-30T20:00:00Z");

  private static final Duration HOURLY_LANDINGS = Duration.ofDays(2);
  private static final int TRUTH_HOURS = 6;

  private final Path staging;
  private final LandingRelease release;
  private final GenerateOptions options;
  private final int increments;

  DemoWorld(LakeConfig config, int patients, long seed) {
    this(config, patients, seed, FROM, HOURLY_LANDINGS, INCREMENTS);
  }

  /**
   * A shorter one.
   *
   * @param from moment of the initial snapshot
   * @param hourlyLandings last part of the period, which lands hour by hour
   * @param increments landing hours that arrive one by one, at least 2: the last one brings the bad
   *     batch
   */
  DemoWorld(
      LakeConfig config,
      int patients,
      long seed,
      Instant from,
      Duration hourlyLandings,
      int increments) {
    this.increments = increments;
    this.staging = config.path(Setting.HOME).resolve("staging");
    this.release = new LandingRelease(staging, config.path(Setting.LANDING));
    this.options =
        new GenerateOptions(
            patients, from, TO, seed, staging, hourlyLandings, TRUTH_HOURS, Optional.of(BAD_TABLE));
  }

  GenerateSummary generate(Catalog catalog, Progress progress) throws IOException {
    return new Generator(catalog, options).run(progress);
  }

  /** The landing hours that arrive one by one, after everything before them. */
  List<Instant> heldBackHours() throws IOException {
    List<Instant> hours = new ArrayList<>(release.hours());
    return hours.subList(hours.size() - increments, hours.size());
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

  /** First and last day of the events, in UTC. */
  String period() {
    return options.from().atZone(ZoneOffset.UTC).toLocalDate()
        + " to "
        + options.to().atZone(ZoneOffset.UTC).toLocalDate();
  }

  GenerateOptions options() {
    return options;
  }

  int patients() {
    return options.patients();
  }

  Path staging() {
    return staging;
  }
}
