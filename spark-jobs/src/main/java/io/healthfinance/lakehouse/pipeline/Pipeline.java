package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.bronze.BronzeRegistrar;
import io.healthfinance.lakehouse.bronze.BronzeRun;
import io.healthfinance.lakehouse.bronze.BronzeSettings;
import io.healthfinance.lakehouse.bronze.LandingWindow;
import io.healthfinance.lakehouse.bronze.LandingZone;
import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.config.ConfigException;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.OpsTables;
import io.healthfinance.lakehouse.ops.RunRow;
import io.healthfinance.lakehouse.pipeline.RunRequest.Kind;
import io.healthfinance.lakehouse.pipeline.RunRequest.Layer;
import io.healthfinance.lakehouse.runtime.CommitPoints;
import io.healthfinance.lakehouse.runtime.DiskFullException;
import io.healthfinance.lakehouse.runtime.DiskSpace;
import io.healthfinance.lakehouse.runtime.LakeBusyException;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.LazySpark;
import io.healthfinance.lakehouse.runtime.RunContext;
import io.healthfinance.lakehouse.runtime.RunId;
import io.healthfinance.lakehouse.runtime.RunLock;
import io.healthfinance.lakehouse.runtime.TokenKey;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.expressions.Expressions;

/** One run from landing files to published tables, under the lock of the lake. */
public final class Pipeline {

  private static final String SUCCEEDED = "SUCCEEDED";

  private final LakeConfig config;
  private final Catalog catalog;
  private final Clock clock;
  private final Progress progress;
  private final CommitPoints commitPoints;

  public Pipeline(LakeConfig config, Catalog catalog, Clock clock, Progress progress) {
    this(config, catalog, clock, progress, CommitPoints.NONE);
  }

  /**
   * @param commitPoints told at every commit point; tests kill the process there
   */
  public Pipeline(
      LakeConfig config,
      Catalog catalog,
      Clock clock,
      Progress progress,
      CommitPoints commitPoints) {
    this.config = config;
    this.catalog = catalog;
    this.clock = clock;
    this.progress = progress;
    this.commitPoints = commitPoints;
  }

  /**
   * Runs.
   *
   * @throws ConfigException when the configuration, a secret or the warehouse cannot be used
   * @throws LakeBusyException when another run holds the lake
   * @throws DiskFullException when there is no room for what the run has to write
   */
  public RunReport run(RunRequest request) {
    String runId = request.runId().orElseGet(() -> RunId.next(clock.instant()));
    String holder = request.kind().name().toLowerCase(Locale.ROOT) + " run " + runId;
    DiskSpace disk = new DiskSpace(config);
    disk.requireRoom();
    TokenKey key = TokenKey.load(config); // first: a run without it must not leave half a lake
    try (RunLock lock = RunLock.take(config, clock, holder);
        LakeCatalog lake = LakeCatalog.openToWrite(config)) {
      return locked(request, runId, lake, key);
    } catch (LakeBusyException | ConfigException e) {
      throw e;
    } catch (RuntimeException e) {
      throw disk.explain(e);
    }
  }

  private RunReport locked(RunRequest request, String runId, LakeCatalog lake, TokenKey key) {
    long started = System.nanoTime();
    Instant startedAt = now();
    OpsTables ops = new OpsTables(lake.iceberg());
    ops.createAll();
    Recovery recovery = new Recovery(lake, ops, clock, commitPoints);
    Optional<RunRow> killed = recovery.unfinished();
    List<String> recovered = killed.map(recovery::complete).orElse(List.of());
    Instant asOf = asOf(request, killed, ops, startedAt);
    ops.append(
        OpsTable.RUNS,
        List.of(
            new RunRow(
                runId, request.kind().name(), Recovery.STARTED, asOf, startedAt, null, null)));
    BronzeRun bronze =
        request.layers().contains(Layer.BRONZE)
            ? register(request, runId, lake, ops)
            : new BronzeRun(List.of(), List.of());
    RunLog log = new RunLog(ops, clock, runId);
    new BronzeAlerts(log, ops)
        .tell(bronze, Stream.concat(Stream.of(runId), killed.stream().map(RunRow::runId)).toList());
    LazySpark engine = new LazySpark(config, key, "lake-" + runId);
    RunContext run =
        new RunContext(config, lake, engine, runId, asOf, request.fullRefresh(), request.replay());
    List<Outcome> outcomes =
        new LayerMoves(catalog, run, ops, log, progress, commitPoints).move(request);
    RunReport report =
        new RunReport(
            runId,
            asOf,
            bronze,
            outcomes,
            recovered,
            !engine.started(),
            request.strict(),
            (System.nanoTime() - started) / 1e9);
    ops.append(
        OpsTable.RUNS,
        List.of(
            new RunRow(
                runId,
                request.kind().name(),
                report.succeeded() ? SUCCEEDED : "FAILED",
                asOf,
                startedAt,
                now(),
                summary(report))));
    return report;
  }

  private BronzeRun register(RunRequest request, String runId, LakeCatalog lake, OpsTables ops) {
    progress.phase("bronze", catalog.sources().size());
    BronzeSettings settings =
        new BronzeSettings(
            config.get(Setting.WAREHOUSE) + "/bronze_normalised",
            Duration.ofMinutes(config.number(Setting.PENDING_MINUTES)),
            config.number(Setting.CONCURRENT_TABLES));
    LandingWindow window =
        request.kind() == Kind.DAILY
            ? LandingWindow.everything()
            : LandingWindow.lookingBack(
                Duration.ofDays(config.number(Setting.LOOKBACK_DAYS)), clock.instant());
    try {
      return new BronzeRegistrar(
              lake.iceberg(),
              ops,
              new LandingZone(config.path(Setting.LANDING)),
              settings,
              clock,
              commitPoints)
          .register(catalog.sources(), request.tables(), window, runId);
    } catch (IOException e) {
      throw new ConfigException(
          "Cannot list the landing area " + config.get(Setting.LANDING) + ": " + e.getMessage(), e);
    }
  }

  private Instant asOf(
      RunRequest request, Optional<RunRow> killed, OpsTables ops, Instant startedAt) {
    Instant asOf =
        request
            .asOf()
            .or(
                () ->
                    killed
                        .filter(run -> run.kind().equals(request.kind().name()))
                        .map(RunRow::asOf))
            .orElse(startedAt.truncatedTo(ChronoUnit.HOURS));
    Optional<Instant> newest =
        ops.read(OpsTable.RUNS, Expressions.equal("status", SUCCEEDED)).stream()
            .map(RunRow::asOf)
            .max(Comparator.naturalOrder());
    if (newest.filter(asOf::isBefore).isPresent()) {
      throw new ConfigException(
          "--as-of "
              + asOf
              + " lies before "
              + newest.get()
              + ", which is published already: tables never go back in time. Use a later instant,"
              + " or another lake (--home) to look at the past.");
    }
    return asOf;
  }

  private static String summary(RunReport report) {
    return report.heldBack().isEmpty()
        ? null
        : report.heldBack().stream()
            .map(outcome -> outcome.layer() + "." + outcome.table() + " " + outcome.status())
            .collect(Collectors.joining(", "));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
