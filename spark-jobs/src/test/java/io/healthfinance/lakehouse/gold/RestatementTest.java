package io.healthfinance.lakehouse.gold;

import static io.healthfinance.lakehouse.gold.DailyTable.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.LazySpark;
import io.healthfinance.lakehouse.runtime.RunContext;
import io.healthfinance.lakehouse.runtime.TokenKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daily table restates its last days and leaves older ones as they were published. */
class RestatementTest {

  @TempDir Path directory;

  private LakeConfig config;
  private LakeCatalog lake;
  private LazySpark engine;
  private SparkSession spark;

  @BeforeEach
  void openLake() {
    config = LakeConfig.at(directory.resolve("lake"));
    lake = LakeCatalog.open(config);
    engine = new LazySpark(config, TokenKey.createIfAbsent(config), "restatement");
    spark = engine.get();
    spark.sql("CREATE TABLE lake.silver.visits (day date, visits int) USING iceberg");
  }

  @AfterEach
  void close() throws Exception {
    spark.stop();
    lake.close();
  }

  @Test
  void aLateFactChangesARestatedDayAndNotAFrozenOne() {
    visits("(DATE '2026-01-01', 10), (DATE '2026-01-03', 30)");
    publish("2026-01-03T20:00:00Z");

    visits("(DATE '2026-01-01', 5), (DATE '2026-01-03', 5), (DATE '2026-01-05', 50)");
    publish("2026-01-05T20:00:00Z");

    assertThat(published())
        .containsExactly("2026-01-01 10", "2026-01-03 35", "2026-01-04 0", "2026-01-05 50");
  }

  private void visits(String rows) {
    spark.sql("INSERT INTO lake.silver.visits VALUES " + rows);
  }

  private void publish(String asOf) {
    RunContext run = new RunContext(config, lake, engine, "run", Instant.parse(asOf), false);
    SqlBatch batch = new SqlTableJob(run, daily(), true).prepare().orElseThrow();
    batch.prepared().publish();
  }

  private List<String> published() {
    return spark
        .table("lake.gold.daily")
        .where("visits <> 0 OR day = DATE '2026-01-04'")
        .orderBy("day")
        .collectAsList()
        .stream()
        .map(row -> row.get(0) + " " + row.get(1))
        .toList();
  }

  /** Three business days a run. */
  private static SqlTable daily() {
    return DailyTable.of(
        """
        SELECT c.day, cast(coalesce(sum(v.visits), 0) AS int) AS visits
        FROM (SELECT explode(sequence(date_sub(:as_of_date, 2), :as_of_date)) AS day) c
        LEFT JOIN ${visits} v ON v.day = c.day
        GROUP BY c.day
        """,
        column("day", "date"),
        column("visits", "int"));
  }
}
