package io.healthfinance.lakehouse.pipeline;

import static java.util.stream.Collectors.joining;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.LazySpark;
import io.healthfinance.lakehouse.runtime.RunContext;
import io.healthfinance.lakehouse.runtime.TokenKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** A lake whose tables are published as they are, each with {@link #ROWS} sound rows. */
final class GateLake implements AutoCloseable {

  static final int ROWS = 300;

  private static final String SYSTEM =
      "`_epoch` int, `_class` int, `_lsn` bigint, `_source_ts` timestamp, `_payload_hash` bigint,"
          + " `_warnings` array<string>, `_newer_rejected_lsn` bigint, `_run_id` string";

  private static final Map<String, String> SYSTEM_VALUES =
      Map.of(
          "_epoch", "0",
          "_class", "1",
          "_lsn", "1000 + id",
          "_source_ts", "timestamp'2026-03-01 10:00:00'",
          "_payload_hash", "id * 7919",
          "_run_id", "'earlier'");

  final Catalog catalog = new CatalogLoader().loadBundled();
  final RunContext run;

  GateLake(Path home) {
    LakeConfig config = LakeConfig.at(home);
    TokenKey key = TokenKey.createIfAbsent(config);
    run =
        new RunContext(
            config,
            LakeCatalog.open(config),
            new LazySpark(config, key, "gate test"),
            "this-run",
            Instant.parse("2026-03-01T12:00:00Z"),
            false);
  }

  /** The session that the gate uses for small tables. */
  SparkSession spark() {
    return run.session(ROWS).spark();
  }

  TableContract contract(String table) {
    return catalog.sources().get(table);
  }

  SqlTable derived(String table) {
    return Stream.concat(catalog.silver().stream(), catalog.gold().stream())
        .filter(definition -> definition.table().equals(table))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Publishes a base table of silver.
   *
   * @param values Spark SQL over {@code id} by column; the other columns are NULL
   */
  void publish(TableContract contract, Map<String, String> values) {
    String columns =
        Stream.concat(
                contract.clearColumns().stream()
                    .map(column -> column(column.name(), column.type().silverType())),
                contract.tokenColumns().stream()
                    .map(column -> column(column.tokenName(), "string")))
            .collect(joining(", "));
    publish("silver." + contract.table(), columns + ", " + SYSTEM, values);
  }

  /** Publishes {@code <table>_history}: three versions of every key, the last one open. */
  void publishHistory(TableContract contract, Map<String, String> values) {
    String columns =
        Stream.concat(
                contract.clearColumns().stream()
                    .map(column -> column(column.name(), column.type().silverType())),
                contract.tokenColumns().stream()
                    .map(column -> column(column.tokenName(), "string")))
            .collect(joining(", "));
    publish(
        "silver." + contract.table() + "_history",
        columns
            + ", valid_from timestamp, valid_to timestamp, is_current boolean,"
            + " valid_from_known boolean, _epoch int, _class int, _lsn bigint,"
            + " _source_ts timestamp, _payload_hash bigint, _run_id string",
        values);
  }

  /** Publishes a derived table. */
  void publish(SqlTable definition, Map<String, String> values) {
    String columns =
        definition.columns().stream()
            .map(column -> column(column.name(), column.type()))
            .collect(joining(", "));
    publish(definition.layer() + "." + definition.table(), columns, values);
  }

  /** Publishes tables that hold keys only, 20 each, for every reference of a contract. */
  void publishParents(TableContract contract, String key) {
    for (ColumnContract column : contract.columns()) {
      column
          .references()
          .filter(parent -> run.lake().find("silver", parent.table()).isEmpty())
          .ifPresent(
              parent -> {
                String name = "lake.silver." + parent.table();
                spark().sql("CREATE TABLE " + name + " (" + parent.column() + " string)");
                spark().sql("INSERT INTO " + name + " SELECT " + key + " FROM range(20)");
              });
    }
  }

  private void publish(String name, String columns, Map<String, String> values) {
    spark().sql("CREATE TABLE lake." + name + " (" + columns + ") USING iceberg");
    String select =
        Stream.of(spark().table("lake." + name).schema().fields())
            .map(
                field ->
                    "cast("
                        + values.getOrDefault(
                            field.name(), SYSTEM_VALUES.getOrDefault(field.name(), "NULL"))
                        + " AS "
                        + field.dataType().sql()
                        + ")")
            .collect(joining(", "));
    spark()
        .sql(
            "INSERT INTO lake."
                + name
                + " SELECT "
                + select
                + " FROM range(0, "
                + ROWS
                + ", 1, 1)");
  }

  private static String column(String name, String type) {
    return "`" + name + "` " + type;
  }

  /** Stops the engine: a session knows the catalog of one lake only. */
  @Override
  public void close() {
    run.spark().stop();
    run.lake().close();
  }
}
