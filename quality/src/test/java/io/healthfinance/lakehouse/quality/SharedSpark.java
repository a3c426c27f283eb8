package io.healthfinance.lakehouse.quality;

import org.apache.spark.sql.SparkSession;

/** One Spark session for all tests of the JVM; Spark ends it with the JVM. */
final class SharedSpark {

  private SharedSpark() {}

  static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("quality-tests")
        .config("spark.ui.enabled", false)
        .config("spark.sql.shuffle.partitions", 2)
        .config("spark.sql.ansi.enabled", true)
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate();
  }
}
