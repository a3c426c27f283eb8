package io.healthfinance.lakehouse.runtime;

import io.healthfinance.lakehouse.config.LakeConfig;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** A session that starts when it is first needed. */
public final class LazySpark implements Supplier<SparkSession> {

  private final LakeConfig config;
  private final TokenKey key;
  private final String application;
  private SparkSession session;

  public LazySpark(LakeConfig config, TokenKey key, String application) {
    this.config = config;
    this.key = key;
    this.application = application;
  }

  @Override
  public synchronized SparkSession get() {
    if (session == null) {
      session = SparkSessions.open(config, application);
      KeyedToken.register(session, key);
    }
    return session;
  }

  public synchronized boolean started() {
    return session != null;
  }
}
