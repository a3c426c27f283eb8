package io.healthfinance.lakehouse.runtime;

import io.healthfinance.lakehouse.config.LakeConfig;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * The Spark application of a run, started when it is first needed, with one session for each way of
 * planning. A session's settings are never changed once it is in use, since tables move at the same
 * time.
 */
public final class LazySpark implements Supplier<SparkSession> {

  /** Below this many rows, compiling a query costs more than running it interpreted. */
  static final long SMALL = 80_000;

  private static final Map<String, String> INTERPRETED =
      Map.of(
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN",
          "spark.sql.adaptive.enabled", "false",
          "spark.sql.autoBroadcastJoinThreshold", "1m",
          "spark.sql.shuffle.partitions", "1");

  private static final Map<String, String> BUCKETED =
      Map.of(
          "spark.sql.sources.v2.bucketing.enabled", "true",
          "spark.sql.iceberg.planning.preserve-data-grouping", "true");

  /** The older types move days before the Gregorian calendar when rows are held in hand. */
  private static final Map<String, String> JAVA_TIME =
      Map.of("spark.sql.datetime.java8API.enabled", "true");

  private final LakeConfig config;
  private final TokenKey key;
  private final String application;
  private SparkSession queries;
  private SparkSession merges;
  private SparkSession small;

  public LazySpark(LakeConfig config, TokenKey key, String application) {
    this.config = config;
    this.key = key;
    this.application = application;
  }

  /** The session for SELECTs over many tables. */
  @Override
  public synchronized SparkSession get() {
    if (queries == null) {
      queries = SparkSessions.open(config, application);
      KeyedToken.register(queries, key);
      merges = derive(BUCKETED);
      small = derive(INTERPRETED);
    }
    return queries;
  }

  /** The session for moving {@code rows} rows into a table. */
  public TableSession moving(long rows) {
    get();
    return rows < SMALL ? new TableSession(small, true) : new TableSession(merges, false);
  }

  /** The session for reading {@code rows} rows of a table. */
  public TableSession reading(long rows) {
    return rows < SMALL ? moving(rows) : new TableSession(get(), false);
  }

  public synchronized boolean started() {
    return queries != null;
  }

  private SparkSession derive(Map<String, String> settings) {
    SparkSession session = queries.newSession();
    // A new session knows the context's settings only, not those that this session was opened with.
    scala.collection.JavaConverters.mapAsJavaMap(queries.conf().getAll())
        .forEach(
            (name, value) -> {
              if (name.startsWith("spark.sql.") && session.conf().isModifiable(name)
                  || name.startsWith("spark.sql.catalog.")) {
                session.conf().set(name, value);
              }
            });
    settings.forEach(session.conf()::set);
    JAVA_TIME.forEach(session.conf()::set);
    KeyedToken.register(session, key);
    return session;
  }
}
