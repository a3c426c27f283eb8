package io.healthfinance.lakehouse.cli.demo;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.cli.CommandRun;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.RunProgress;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.cli.run.LakeClock;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.datagen.Progress;
import io.healthfinance.lakehouse.pipeline.Outcome;
import io.healthfinance.lakehouse.pipeline.Pipeline;
import io.healthfinance.lakehouse.pipeline.RunReport;
import io.healthfinance.lakehouse.pipeline.RunRequest;
import io.healthfinance.lakehouse.pipeline.RunRequest.Layer;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.TokenKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * A small demo lake: all services, every kind of dirt, a full load, an increment with late data and
 * the bad batch that the gate stops; then the operator releases the stopped table and a daily run
 * builds all derived and gold tables. Everything that landed is published in the end, so everything
 * can be compared with the landing files. {@code ./lake demo} itself plays more runs of the same
 * parts.
 */
final class DemoLake implements AutoCloseable {

  /** The tables whose every column is profiled. */
  static final List<String> GOLD = List.of("patient_360", "provider_metrics", "operational_kpis");

  /** Small, yet the seed gives every kind of dirt; {@link ManifestTest} would say if it did not. */
  private static final int PATIENTS = 40;

  private static final long SEED = 60;
  private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration HOURLY_LANDINGS = Duration.ofHours(18);
  private static final int HELD_BACK_HOURS = 12;
  private static final int WIDTH = 100;

  private final Path home;
  private final LakeConfig config;
  private final Catalog catalog;
  private final DemoWorld world;
  private final CapturedOutput captured;
  private final StringWriter told = new StringWriter();
  private final Terminal terminal;
  private final long snapshotBeforeRelease;
  private final DuckLake duck;

  private DemoLake(Path home, int patients, Instant from) throws IOException {
    this.home = home;
    config = LakeConfig.at(home).with(Setting.PENDING_MINUTES, "0");
    captured = CapturedOutput.start(home.resolve("logs"));
    catalog = LakeOptions.catalog(config);
    terminal = new Terminal(new PrintWriter(told, true), false, false, WIDTH);
    world = new DemoWorld(config, patients, SEED, from, HOURLY_LANDINGS, HELD_BACK_HOURS);
    stopEngine();
    land();
    snapshotBeforeRelease = publishedSnapshot(DemoWorld.BAD_TABLE);
    command("release", DemoWorld.BAD_TABLE, "--reason", "confirmed with the risk team");
    command("run", "daily");
    stopEngine();
    duck = DuckLake.open(config, catalog, truth());
  }

  /** A session knows the catalog of one lake only: none may be left for another lake to find. */
  static void stopEngine() {
    Option<SparkSession> session = SparkSession.getDefaultSession();
    if (session.isDefined()) {
      session.get().stop();
    }
  }

  private void land() throws IOException {
    TokenKey.createIfAbsent(config);
    world.generate(catalog, Progress.SILENT);
    List<Instant> hours = world.heldBackHours();
    world.deliverBefore(hours.get(0));
    expectHeldBack(List.of(), move(hours.get(0), RunRequest.daily()));
    for (Instant hour : hours) {
      world.deliver(hour);
    }
    world.deliverBadBatch();
    expectHeldBack(List.of(DemoWorld.BAD_TABLE), move(world.end(), RunRequest.hourly()));
  }

  /** Bronze and the base tables of silver; what is derived from them is built once, at the end. */
  private RunReport move(Instant now, RunRequest request) throws IOException {
    Clock clock = new LakeClock(config).set(now);
    try (RunProgress progress = new RunProgress(terminal)) {
      return new Pipeline(config, catalog, clock, progress)
          .run(request.withAsOf(now).withLayers(Set.of(Layer.BRONZE, Layer.SILVER)));
    }
  }

  private void expectHeldBack(List<String> tables, RunReport report) {
    List<String> heldBack = report.heldBack().stream().map(Outcome::table).toList();
    if (!heldBack.equals(tables)) {
      throw new IllegalStateException(
          "Held back: " + report.heldBack() + ", expected: " + tables + "\n" + told);
    }
  }

  /** Plays the demo in a new directory. */
  static DemoLake play() throws IOException {
    return new DemoLake(Files.createTempDirectory("demo-lake"), PATIENTS, FROM);
  }

  /** A year of more people: some were admitted, went home and came back in front of the lake. */
  static DemoLake playYear() throws IOException {
    return new DemoLake(
        Files.createTempDirectory("demo-year"), 60, Instant.parse("2025-07-01T00:00:00Z"));
  }

  /**
   * Runs {@code ./lake} on this lake and remembers what it said.
   *
   * @throws IllegalStateException when it does not end with 0
   */
  void command(String... arguments) {
    CommandRun run = tried(arguments);
    if (run.exitCode() != 0) {
      throw new IllegalStateException(
          "lake " + String.join(" ", arguments) + " ended with " + run.exitCode() + ": " + run);
    }
  }

  /** Runs {@code ./lake} on this lake, whatever comes of it. */
  CommandRun tried(String... arguments) {
    CommandRun run =
        CommandRun.lake(
            Stream.concat(Stream.of(arguments), Stream.of("--home", home.toString()))
                .toArray(String[]::new));
    told.write(run.out());
    told.write(run.err());
    return run;
  }

  private long publishedSnapshot(String table) {
    try (LakeCatalog lake = LakeCatalog.open(config)) {
      return lake.load("silver", table).currentSnapshot().snapshotId();
    }
  }

  DemoTruth truth() throws IOException {
    return DemoTruth.of(config, home.resolve("staging").resolve("_truth"));
  }

  Catalog catalog() {
    return catalog;
  }

  DemoWorld world() {
    return world;
  }

  LakeConfig config() {
    return config;
  }

  /** What readers saw of the stopped table until the operator released it. */
  long snapshotBeforeRelease() {
    return snapshotBeforeRelease;
  }

  /** The lake and its landing files through another engine, as they were after the last run. */
  DuckLake duck() {
    return duck;
  }

  /** Everything that was printed or logged. */
  CapturedOutput captured() {
    return captured;
  }

  /** What the commands wrote for a person. */
  String told() {
    return told.toString();
  }

  @Override
  public void close() throws IOException {
    duck.close();
    captured.close();
    stopEngine();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
