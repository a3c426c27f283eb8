package io.healthfinance.lakehouse.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every setting of the lake: its key in {@code lake.yaml}, its default and what it means. The
 * environment variable {@code LAKE_} + the key in upper case with underscores wins over the file.
 */
public enum Setting {
  HOME("home", ".lake", "Directory of everything the embedded lake keeps."),
  LANDING("landing", "${home}/landing", "Where the sinks put change event files."),
  WAREHOUSE("warehouse", "${home}/warehouse", "Where Iceberg tables live: a directory or s3://."),
  CATALOG_DIR("catalog.dir", "", "Directory of contracts and SQL; empty: those in the jar."),
  CATALOG_URI(
      "catalog.uri",
      "jdbc:sqlite:${home}/catalog.db?busy_timeout=30000&journal_mode=WAL",
      "JDBC address of the Iceberg catalog."),
  CATALOG_USER("catalog.user", "", "User of the Iceberg catalog database."),
  CATALOG_PASSWORD_FILE(
      "catalog.password-file", "", "File that holds the catalog password, readable by its owner."),
  SECRETS("secrets", "${home}/secrets", "Directory of secrets, readable by its owner only."),
  REPORTS("reports", "${home}/reports", "Where quality reports are written."),
  BUSINESS_ZONE("business-zone", "America/New_York", "Zone of the business day."),
  LOOKBACK_DAYS(
      "bronze.lookback-days", "7", "Days of landing folders that an hourly run lists again."),
  PENDING_MINUTES(
      "bronze.pending-minutes",
      "10",
      "Minutes a file with a bad footer must stay unchanged before it is rejected."),
  SPARK_MASTER("spark.master", "local[*]", "Spark master; spark-submit's own wins."),
  SHUFFLE_PARTITIONS(
      "spark.shuffle-partitions", "4", "Shuffle partitions before adaptive execution."),
  CONCURRENT_TABLES("spark.concurrent-tables", "4", "Tables that move at the same time."),
  ALERT_WEBHOOK("alerts.webhook", "", "Address that receives alerts as JSON; empty: log only."),
  LOCK_WAIT_SECONDS(
      "lock.wait-seconds", "0", "How long a run waits for another run that holds the lake.");

  private final String key;
  private final String defaultValue;
  private final String description;

  Setting(String key, String defaultValue, String description) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.description = description;
  }

  public String key() {
    return key;
  }

  public String defaultValue() {
    return defaultValue;
  }

  public String description() {
    return description;
  }

  public String environmentName() {
    return "LAKE_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  static Optional<Setting> byKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }
}
