package io.healthfinance.lakehouse.gold;

import static io.healthfinance.lakehouse.gold.DailyTable.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.LazySpark;
import io.healthfinance.lakehouse.runtime.RunContext;
import io.healthfinance.lakehouse.runtime.TokenKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The YAML of a table that is there already gains columns, and a column gets a wider type. */
class ExtendedTableTest {

  private static LakeConfig config;
  private static LakeCatalog lake;
  private static LazySpark engine;
  private static SparkSession spark;
  private static List<String> rowsBefore;
  private static List<String> rowsWhileItWaits;
  private static List<String> rowsAfter;
  private static List<String> columnsAfter;
  private static List<String> typesAfter;

  @BeforeAll
  static void extend(@TempDir Path directory) {
    config = LakeConfig.at(directory.resolve("lake"));
    lake = LakeCatalog.open(config);
    engine = new LazySpark(config, TokenKey.createIfAbsent(config), "extension");
    spark = engine.get();
    spark.sql("CREATE TABLE lake.silver.visits (day date, visits int, hours int) USING iceberg");
    spark.sql(
        "INSERT INTO lake.silver.visits VALUES (DATE '2026-01-01', 1, 10), (DATE '2026-01-05', 5,"
            + " 50)");
    prepare(
            "2026-01-01T20:00:00Z",
            table("day, visits", column("day", "date"), column("visits", "int")))
        .publish();
    rowsBefore = rows();
    var candidate =
        prepare(
            "2026-01-05T20:00:00Z",
            table(
                "hours, day, 'x' AS note, cast(visits AS bigint) AS visits, array(visits) AS parts",
                column("hours", "int"),
                column("day", "date"),
                column("note", "string"),
                column("visits", "bigint"),
                column("parts", "array<int>")));
    rowsWhileItWaits = rows();
    candidate.publish();
    rowsAfter = rows();
    columnsAfter = List.of(spark.table("lake.gold.daily").columns());
    typesAfter =
        java.util.Arrays.stream(spark.table("lake.gold.daily").schema().fields())
            .map(field -> field.dataType().simpleString())
            .toList();
  }

  @AfterAll
  static void close() throws Exception {
    spark.stop();
    lake.close();
  }

  @Test
  void newColumnsStandWhereTheYamlHasThem() {
    assertThat(columnsAfter).containsExactly("hours", "day", "note", "visits", "parts");
    assertThat(typesAfter).containsExactly("int", "date", "string", "bigint", "array<int>");
  }

  @Test
  void computedRowsHaveTheNewColumnsAndFrozenOnesAreEmptyThere() {
    assertThat(rowsBefore).containsExactly("2026-01-01,1");
    assertThat(rowsAfter)
        .containsExactly("null,2026-01-01,null,1,null", "50,2026-01-05,x,5,WrappedArray(5)");
  }

  @Test
  void untilThenReadersFindTheRowsThatTheyHadAndNothingInTheNewColumns() {
    assertThat(rowsWhileItWaits).containsExactly("null,2026-01-01,null,1,null");
  }

  @Test
  void aTypeThatOldRowsCannotHaveIsRefusedByName() {
    SqlTable narrower =
        table(
            "day, cast(visits AS string) AS visits",
            column("day", "date"),
            column("visits", "string"));

    assertThatThrownBy(() -> prepare("2026-01-06T20:00:00Z", narrower))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Column visits of gold.daily")
        .hasMessageContaining("string in daily.yaml")
        .hasMessageContaining("another name");
  }

  private static io.healthfinance.lakehouse.runtime.PreparedTable prepare(
      String asOf, SqlTable table) {
    RunContext run = new RunContext(config, lake, engine, "run", Instant.parse(asOf), false);
    return new SqlTableJob(run, table, true).prepare().orElseThrow().prepared();
  }

  private static List<String> rows() {
    return spark.table("lake.gold.daily").orderBy("day").collectAsList().stream()
        .map(ExtendedTableTest::text)
        .toList();
  }

  private static String text(Row row) {
    return row.mkString(",");
  }

  private static SqlTable table(String select, SqlTable.Column... columns) {
    return DailyTable.of("SELECT " + select + " FROM ${visits} WHERE day <= :as_of_date", columns);
  }
}
