package io.healthfinance.lakehouse.bench.backfill;

/** Tables of the Spark peers. */
final class SparkTables {

  static final String SILVER = "lake.silver.vitals";
  static final String BRONZE = "lake.bronze.vitals";

  private SparkTables() {}
}
