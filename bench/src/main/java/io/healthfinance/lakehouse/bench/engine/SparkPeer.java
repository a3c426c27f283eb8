package io.healthfinance.lakehouse.bench.engine;

import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.SparkSessions;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** A Spark with the settings of ours and an Iceberg catalog of its own, for peers. */
public final class SparkPeer implements AutoCloseable {

  private final LakeConfig config;
  private final SparkSession spark;

  private SparkPeer(LakeConfig config, SparkSession spark) {
    this.config = config;
    this.spark = spark;
  }

  public static SparkPeer open(Path home) {
    LakeConfig config = LakeConfig.at(home);
    LakeCatalog.open(config).close();
    return new SparkPeer(config, SparkSessions.open(config, "bench"));
  }

  public LakeConfig config() {
    return config;
  }

  public SparkSession spark() {
    return spark;
  }

  @Override
  public void close() {
    spark.stop();
  }
}
