package io.healthfinance.lakehouse.cli.demo;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.RunProgress;
import io.healthfinance.lakehouse.cli.Span;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.cli.demo.DemoResult.Phase;
import io.healthfinance.lakehouse.cli.run.GenerationProgress;
import io.healthfinance.lakehouse.cli.run.LakeClock;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.datagen.GenerateSummary;
import io.healthfinance.lakehouse.pipeline.Outcome.Status;
import io.healthfinance.lakehouse.pipeline.Pipeline;
import io.healthfinance.lakehouse.pipeline.RunReport;
import io.healthfinance.lakehouse.pipeline.RunRequest;
import io.healthfinance.lakehouse.pipeline.RunRequest.Layer;
import io.healthfinance.lakehouse.runtime.TokenKey;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** Plays the demo: generation, full load, three hours with a bad batch, and a daily run. */
final class DemoRun {

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final LakeConfig config;
  private final DemoWorld world;
  private final Terminal terminal;
  private final Catalog catalog;
  private final LakeClock clock;
  private final List<Phase> phases = new ArrayList<>();

  DemoRun(LakeConfig config, DemoWorld world, Terminal terminal) {
    this.config = config;
    this.world = world;
    this.terminal = terminal;
    this.catalog = LakeOptions.catalog(config);
    this.clock = new LakeClock(config);
  }

  DemoResult run() throws IOException {
    TokenKey.createIfAbsent(config);
    GenerateSummary generated = generate();
    List<Instant> hours = world.heldBackHours();
    world.deliverBefore(hours.get(0));
    // What is derived belongs to the daily run, which comes at the end.
    RunReport full =
        move(
            "Full load",
            hours.get(0),
            RunRequest.daily().withLayers(EnumSet.of(Layer.BRONZE, Layer.SILVER)));
    List<RunReport> increments = new ArrayList<>();
    for (Instant hour : hours) {
      world.deliver(hour);
      boolean last = increments.size() == hours.size() - 1;
      if (last) {
        world.deliverBadBatch();
      }
      Instant now = last ? world.end() : hour.plus(Duration.ofHours(1));
      String name = "Hour " + (increments.size() + 1) + ", " + HOUR.format(hour);
      increments.add(move(last ? name + ", bad batch" : name, now, RunRequest.hourly()));
    }
    RunReport daily = move("Daily run", world.end().plus(Duration.ofHours(1)), RunRequest.daily());
    GroundTruth truth = new GroundTruth(config, catalog, world);
    long started = System.nanoTime();
    GroundTruth.Comparison comparison;
    try (RunProgress progress = new RunProgress(terminal)) {
      progress.step("comparing with the ground truth");
      comparison = truth.compare(goodHour(hours, increments));
    }
    done(
        "Ground truth",
        started,
        comparison.equal() + " of " + comparison.compared() + " tables equal it");
    return new DemoResult(
        world,
        generated,
        full,
        increments,
        daily,
        phases,
        comparison.compared(),
        comparison.deviations());
  }

  /** The last landing hour that the table with the bad batch may show; null when it was let in. */
  private static Instant goodHour(List<Instant> hours, List<RunReport> increments) {
    boolean stopped =
        increments.get(increments.size() - 1).withStatus(Status.BLOCKED).stream()
            .anyMatch(outcome -> outcome.table().equals(DemoWorld.BAD_TABLE));
    return stopped ? hours.get(hours.size() - 2) : null;
  }

  private GenerateSummary generate() throws IOException {
    announce("Synthetic services", world.patients() + " patients, " + world.period());
    long started = System.nanoTime();
    GenerateSummary summary;
    try (RunProgress progress = new RunProgress(terminal)) {
      progress.step("generating");
      summary = world.generate(catalog, new GenerationProgress(progress));
    }
    done(
        "Synthetic services",
        started,
        String.format(
            Locale.ROOT,
            "%,d events of %d tables in %,d files, %s",
            summary.events(),
            summary.tables(),
            summary.files(),
            Span.bytes(summary.bytes())));
    return summary;
  }

  private RunReport move(String name, Instant now, RunRequest request) throws IOException {
    announce(name, "");
    Clock then = clock.set(now);
    long started = System.nanoTime();
    RunReport report;
    try (RunProgress progress = new RunProgress(terminal)) {
      report = new Pipeline(config, catalog, then, progress).run(request.withAsOf(now));
    }
    done(name, started, what(report));
    return report;
  }

  private static String what(RunReport report) {
    long events = report.bronze().tables().stream().mapToLong(table -> table.events()).sum();
    int published = report.withStatus(Status.PUBLISHED).size();
    List<String> blocked =
        report.withStatus(Status.BLOCKED).stream().map(outcome -> outcome.table()).toList();
    return String.format(Locale.ROOT, "%,d events, %d tables published", events, published)
        + (blocked.isEmpty() ? "" : ", stopped at the gate: " + String.join(", ", blocked));
  }

  private void announce(String name, String what) {
    if (!terminal.interactive()) {
      terminal.line((name + "  " + what).strip());
    }
  }

  private void done(String name, long started, String what) {
    double seconds = (System.nanoTime() - started) / 1e9;
    phases.add(new Phase(name, seconds, what));
    String time = Span.clock(Duration.ofMillis(Math.round(seconds * 1000)));
    terminal.line("%s %-31s %6s  %s", terminal.good("✓"), name, time, what);
  }
}
