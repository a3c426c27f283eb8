package io.healthfinance.lakehouse.bench.engine;

import io.healthfinance.lakehouse.bench.Steps;
import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.pipeline.Pipeline;
import io.healthfinance.lakehouse.pipeline.Progress;
import io.healthfinance.lakehouse.pipeline.RunReport;
import io.healthfinance.lakehouse.pipeline.RunRequest;
import io.healthfinance.lakehouse.runtime.CommitPoints;
import io.healthfinance.lakehouse.runtime.SparkSessions;
import io.healthfinance.lakehouse.runtime.TokenKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** A lake of ours in a directory, run as the jobs run it. */
public final class LakeSide {

  private final LakeConfig config;
  private final Catalog catalog;

  /**
   * @param landing where the change events are
   */
  public LakeSide(Path home, Path landing) {
    this(LakeConfig.at(home).with(Setting.LANDING, landing.toString()));
  }

  private LakeSide(LakeConfig config) {
    this.config = config;
    this.catalog = new CatalogLoader().load(config);
    TokenKey.createIfAbsent(config);
  }

  /** The same lake with one setting changed. */
  public LakeSide with(Setting setting, String value) {
    return new LakeSide(config.with(setting, value));
  }

  public LakeConfig config() {
    return config;
  }

  public Catalog catalog() {
    return catalog;
  }

  /** Starts the engine, as the other sides have theirs started before they are measured. */
  public void start() {
    SparkSessions.open(config, "bench");
  }

  /** Stops the engine: a session knows the catalog of one lake only. */
  public void stop() {
    start();
    SparkSessions.open(config, "bench").stop();
  }

  /**
   * Runs.
   *
   * @throws IllegalStateException when the gate or a failure holds a table back
   */
  public RunReport run(RunRequest request, Instant now, Steps steps) {
    Progress phases =
        new Progress() {
          @Override
          public void phase(String name, int tables) {
            steps.done("before " + name);
          }

          @Override
          public void table(String layer, String table, String what) {
            steps.done("to the branch");
          }
        };
    CommitPoints points = (table, point) -> steps.done(point);
    RunReport report =
        new Pipeline(config, catalog, Clock.fixed(now, ZoneOffset.UTC), phases, points)
            .run(request.withAsOf(now));
    steps.done("records");
    if (!report.succeeded()) {
      throw new IllegalStateException(
          "The lake did not publish everything: " + report.heldBack() + " " + report.bronze());
    }
    return report;
  }
}
