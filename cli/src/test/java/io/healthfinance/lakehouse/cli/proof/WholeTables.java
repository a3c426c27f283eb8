package io.healthfinance.lakehouse.cli.proof;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.gold.SelectRenderer;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.iceberg.Snapshot;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import scala.collection.JavaConverters;

/**
 * Published rows against the rows that the same SELECT gives when it is computed whole, from the
 * snapshots and at the as-of that the published ones say they were computed from.
 */
final class WholeTables {

  private static final Map<String, String> INTERPRETED =
      Map.of(
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN",
          "spark.sql.adaptive.enabled", "false",
          "spark.sql.shuffle.partitions", "1");

  private final LakeConfig config;
  private final SparkSession spark;

  /**
   * @param opened a session that sees the lake
   */
  WholeTables(LakeConfig config, SparkSession opened) {
    this.config = config;
    this.spark = opened.newSession();
    JavaConverters.mapAsJavaMap(opened.conf().getAll()).entrySet().stream()
        .filter(setting -> setting.getKey().startsWith("spark.sql."))
        .filter(
            setting ->
                spark.conf().isModifiable(setting.getKey())
                    || setting.getKey().startsWith("spark.sql.catalog."))
        .forEach(setting -> spark.conf().set(setting.getKey(), setting.getValue()));
    INTERPRETED.forEach(spark.conf()::set);
  }

  /** Rows that only one of the two has, marked; empty when both are the same. */
  List<String> differences(SqlTable table) {
    Map<String, Integer> missing = new HashMap<>();
    texts(table, computed(table)).forEach(row -> missing.merge(row, 1, Integer::sum));
    List<String> differences = new ArrayList<>();
    for (String row : texts(table, spark.table("lake." + table.qualified()))) {
      if (missing.merge(row, -1, Integer::sum) < 0) {
        missing.remove(row);
        differences.add("surplus " + row);
      }
    }
    missing.forEach(
        (row, times) -> differences.addAll(Collections.nCopies(times, "missing " + row)));
    return differences;
  }

  private Dataset<Row> computed(SqlTable table) {
    return spark.sql(select(table));
  }

  /** The rows of the SELECT of a published table after something in it was altered. */
  List<Row> altered(SqlTable table, UnaryOperator<String> alteration) {
    return spark.sql(alteration.apply(select(table))).collectAsList();
  }

  private String select(SqlTable table) {
    Map<String, String> properties = published(table).summary();
    Map<String, SqlTable.Input> inputs = new HashMap<>();
    table.inputs().forEach(input -> inputs.put(input.name(), input));
    return new SelectRenderer()
        .render(
            table,
            name ->
                "lake.%s.%s VERSION AS OF %s"
                    .formatted(
                        inputs.get(name).layer(),
                        inputs.get(name).table(),
                        properties.get("lake.input." + name)),
            asOf(table),
            config.businessZone());
  }

  /** Rows as text, in the published types; without the days that are no longer restated. */
  private List<String> texts(SqlTable table, Dataset<Row> rows) {
    Dataset<Row> typed =
        rows.selectExpr(
            table.columns().stream()
                .map(
                    column -> "cast(`%1$s` AS %2$s) `%1$s`".formatted(column.name(), column.type()))
                .toArray(String[]::new));
    if (table.restatement().isPresent()) {
      SqlTable.Restatement restated = table.restatement().get();
      LocalDate first =
          LocalDate.ofInstant(asOf(table), config.businessZone())
              .minusDays(restated.span().toDays() - 1);
      typed = typed.where(functions.col(restated.column()).geq(Date.valueOf(first)));
    }
    return typed.collectAsList().stream().map(Row::toString).toList();
  }

  private Instant asOf(SqlTable table) {
    return Instant.parse(published(table).summary().get("lake.as-of"));
  }

  /** Whether the published snapshot was written by replacing some rows only. */
  boolean isRefreshedByKey(SqlTable table) {
    Map<String, String> summary = published(table).summary();
    long added = Long.parseLong(summary.getOrDefault("added-records", "0"));
    return added < Long.parseLong(summary.get("total-records"));
  }

  private Snapshot published(SqlTable table) {
    try (LakeCatalog lake = LakeCatalog.open(config)) {
      return lake.load(table.layer(), table.table()).currentSnapshot();
    }
  }

  /** The number that a query gives. */
  long number(String sql) {
    return spark.sql(sql).first().getLong(0);
  }
}
