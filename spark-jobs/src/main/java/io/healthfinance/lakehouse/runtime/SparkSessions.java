package io.healthfinance.lakehouse.runtime;

import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Spark sessions that see the lake as catalog {@code lake}. */
public final class SparkSessions {

  private SparkSessions() {}

  /**
   * Opens or reuses the session of this JVM. Settings that spark-submit already gave (master,
   * memory) win; the lake's own semantics (ANSI, UTC) always hold.
   */
  public static SparkSession open(LakeConfig config, String applicationName) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.master", config.get(Setting.SPARK_MASTER));
    conf.setIfMissing("spark.app.name", applicationName);
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.driver.host", "127.0.0.1");
    conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    conf.setIfMissing("spark.scheduler.mode", "FAIR");
    conf.setIfMissing("spark.sql.shuffle.partitions", config.get(Setting.SHUFFLE_PARTITIONS));
    conf.setIfMissing("spark.default.parallelism", config.get(Setting.SHUFFLE_PARTITIONS));
    conf.setIfMissing("spark.sql.adaptive.coalescePartitions.parallelismFirst", "false");
    conf.setIfMissing("spark.sql.codegen.wholeStage", "true");
    // Cached rows live for seconds: finding out how they compress costs more than it saves.
    conf.setIfMissing("spark.sql.inMemoryColumnarStorage.compressed", "false");
    conf.setIfMissing("spark.cleaner.periodicGC.interval", "10min");
    ScratchSpace scratch = new ScratchSpace(config.path(Setting.HOME).resolve("tmp"));
    scratch.sweep();
    conf.setIfMissing("spark.local.dir", scratch.own().toString());
    // Plans are described for listeners of every query; nobody reads more than the start of one.
    conf.setIfMissing("spark.sql.maxPlanStringLength", "2000");
    conf.setIfMissing("spark.sql.ui.retainedExecutions", "5");
    conf.setIfMissing("spark.ui.retainedJobs", "20");
    conf.setIfMissing("spark.ui.retainedStages", "20");
    conf.setIfMissing("spark.ui.retainedTasks", "200");
    if (conf.get("spark.master").startsWith("local")) {
      // By default every sort and hash table of a task starts with a page of 64 MB, and there are
      // thousands of small ones: the collector would do little else.
      conf.setIfMissing("spark.buffer.pageSize", "2m");
    }
    conf.set("spark.sql.ansi.enabled", "true");
    conf.set("spark.sql.session.timeZone", "UTC");
    conf.set(
        "spark.sql.extensions",
        "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions");
    // In joins of many differently bucketed tables, adaptive execution of Spark 3.5 stops with a
    // failed assertion; sessions that merge a table with its own batch switch this on.
    conf.setIfMissing("spark.sql.sources.v2.bucketing.enabled", "false");
    conf.set("spark.sql.sources.v2.bucketing.pushPartValues.enabled", "true");
    conf.set("spark.sql.requireAllClusterKeysForCoPartition", "false");
    String prefix = "spark.sql.catalog." + LakeCatalog.NAME;
    conf.set(prefix, "org.apache.iceberg.spark.SparkCatalog");
    conf.set(prefix + ".catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog");
    // Snapshots are committed outside of Spark as well: a cached table would be stale.
    conf.set(prefix + ".cache-enabled", "false");
    for (Map.Entry<String, String> property : LakeCatalog.properties(config).entrySet()) {
      conf.set(prefix + "." + property.getKey(), property.getValue());
    }
    return SparkSession.builder().config(conf).getOrCreate();
  }
}
