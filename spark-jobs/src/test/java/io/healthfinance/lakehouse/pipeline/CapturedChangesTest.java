package io.healthfinance.lakehouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.OpsTables;
import io.healthfinance.lakehouse.ops.SourceEpochRow;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.SparkSessions;
import io.healthfinance.lakehouse.runtime.TokenKey;
import io.healthfinance.lakehouse.silver.CanonicalText;
import io.healthfinance.lakehouse.testing.Captured;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Silver built from changes that PostgreSQL and Debezium really sent is what the source held. */
class CapturedChangesTest {

  @TempDir static Path directory;

  private static LakeConfig config;
  private static Catalog catalog;
  private static RunReport report;
  private static SparkSession spark;

  @BeforeAll
  static void runOnce() throws IOException {
    catalog = new CatalogLoader().load(Captured.catalog(directory));
    config =
        LakeConfig.at(directory.resolve("lake"))
            .with(Setting.LANDING, Captured.landing(directory).toString())
            .with(Setting.PENDING_MINUTES, "0");
    TokenKey.createIfAbsent(config);
    try (LakeCatalog lake = LakeCatalog.open(config)) {
      new OpsTables(lake.iceberg())
          .append(
              OpsTable.SOURCE_EPOCHS,
              Captured.epochs().stream()
                  .map(e -> new SourceEpochRow(e.database(), e.from(), e.reason(), e.from()))
                  .toList());
    }
    report =
        new Pipeline(config, catalog, Clock.systemUTC(), Progress.NONE).run(RunRequest.daily());
    spark = SparkSessions.open(config, "test");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @TestFactory
  Stream<DynamicTest> silverIsWhatTheSourceHeld() throws IOException {
    return Captured.tables().stream()
        .map(table -> DynamicTest.dynamicTest(table, () -> isWhatTheSourceHeld(table)));
  }

  private static void isWhatTheSourceHeld(String table) throws IOException {
    TableContract contract = catalog.source(table);
    List<ColumnContract> columns = contract.clearColumns();
    List<Map<String, String>> silver =
        spark
            .table("lake.silver." + table)
            .selectExpr(columns.stream().map(CanonicalText::column).toArray(String[]::new))
            .collectAsList()
            .stream()
            .map(row -> named(columns, row))
            .toList();

    assertThat(report.outcomes())
        .filteredOn(outcome -> outcome.table().equals(table))
        .allSatisfy(
            outcome ->
                assertThat(outcome.status())
                    .as(outcome.message())
                    .isNotEqualTo(Outcome.Status.FAILED));
    assertThat(silver).containsExactlyInAnyOrderElementsOf(Captured.expected(table));
  }

  private static Map<String, String> named(List<ColumnContract> columns, Row row) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      values.put(columns.get(i).name(), row.getString(i));
    }
    return values;
  }
}
