package io.healthfinance.lakehouse.gold;

import org.apache.spark.sql.SparkSession;

/** A session in which a query over a handful of rows costs little more than planning it. */
final class TrialSession {

  private TrialSession() {}

  /** A session of its own on the shared context. */
  static SparkSession open() {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .appName("worked-cases")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate()
            .newSession();
    spark.conf().set("spark.sql.ansi.enabled", "true");
    spark.conf().set("spark.sql.session.timeZone", "UTC");
    spark.conf().set("spark.sql.shuffle.partitions", "1");
    spark.conf().set("spark.sql.leafNodeDefaultParallelism", "1");
    spark.conf().set("spark.sql.autoBroadcastJoinThreshold", "-1");
    spark.conf().set("spark.sql.adaptive.enabled", "false");
    spark.conf().set("spark.sql.exchange.reuse", "false");
    spark.conf().set("spark.sql.constraintPropagation.enabled", "false");
    spark.conf().set("spark.sql.subexpressionElimination.enabled", "false");
    spark.conf().set("spark.sql.codegen.wholeStage", "false");
    spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    return spark;
  }
}
