package io.healthfinance.lakehouse.runtime;

import io.healthfinance.lakehouse.config.LakeConfig;
import java.time.Instant;
import org.apache.spark.sql.SparkSession;

/**
 * What every job of one run shares.
 *
 * @param engine starts Spark on first use: a run with nothing to do never starts it
 * @param runId UUIDv7, carried by everything the run writes
 * @param asOf "now" for SQL, and nothing more
 * @param fullRefresh recompute from the first event
 * @param replay judge again what is in quarantine, or all events where that does not suffice
 */
public record RunContext(
    LakeConfig config,
    LakeCatalog lake,
    LazySpark engine,
    String runId,
    Instant asOf,
    boolean fullRefresh,
    boolean replay) {

  /** A run that replays nothing. */
  public RunContext(
      LakeConfig config,
      LakeCatalog lake,
      LazySpark engine,
      String runId,
      Instant asOf,
      boolean fullRefresh) {
    this(config, lake, engine, runId, asOf, fullRefresh, false);
  }

  /** The session for SELECTs over many tables. */
  public SparkSession spark() {
    return engine.get();
  }

  /** The session for reading {@code rows} rows of a table. */
  public TableSession reading(long rows) {
    return engine.reading(rows);
  }

  /** The session for moving {@code rows} rows into a table. */
  public TableSession session(long rows) {
    return engine.moving(rows);
  }
}
