package io.healthfinance.lakehouse.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.catalog.sql.SqlTable.WorkedCase;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.LazySpark;
import io.healthfinance.lakehouse.runtime.RunContext;
import io.healthfinance.lakehouse.runtime.TokenKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A table that is refreshed by key holds, after every step, what computing it whole would give:
 * rows come, change and go as one worked case takes the place of another, and then only time
 * passes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefreshTest {

  private static final int CASES = 3;
  private static final List<Duration> PASSING =
      List.of(Duration.ofHours(1), Duration.ofDays(45), Duration.ofDays(800));

  private final Catalog catalog = new CatalogLoader().loadBundled();
  private final InputSchemas schemas = new InputSchemas(catalog);
  private LakeConfig config;
  private LakeCatalog lake;
  private LazySpark engine;
  private SparkSession spark;

  @BeforeAll
  void openLake(@TempDir Path directory) {
    config = LakeConfig.at(directory.resolve("lake"));
    lake = LakeCatalog.open(config);
    engine = new LazySpark(config, TokenKey.createIfAbsent(config), "refresh");
    spark = engine.get();
    spark.conf().set("spark.sql.codegen.wholeStage", "false");
    spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    spark.conf().set("spark.sql.shuffle.partitions", "1");
  }

  @AfterAll
  void close() throws Exception {
    spark.stop();
    lake.close();
  }

  @TestFactory
  Stream<DynamicTest> holdsWhatComputingItWholeWouldGive() {
    return Stream.concat(catalog.silver().stream(), catalog.gold().stream())
        .filter(table -> table.refresh().isPresent())
        .map(table -> DynamicTest.dynamicTest(table.qualified(), () -> requireSteps(table)));
  }

  private void requireSteps(SqlTable table) {
    List<WorkedCase> cases =
        table.cases().stream()
            .sorted(Comparator.comparing(c -> Instant.parse(c.asOf())))
            .limit(CASES)
            .toList();
    Map<String, List<Map<String, Object>>> rows = new HashMap<>();
    table.inputs().forEach(input -> load(table, input, wholeRows(table, input, cases)));

    Instant asOf = Instant.EPOCH;
    boolean first = true;
    for (WorkedCase step : cases) {
      rows.clear();
      step.inputs().forEach(given -> rows.put(given.table(), given.rows()));
      table.inputs().stream()
          .filter(input -> isKeyed(table, input))
          .forEach(input -> load(table, input, rows.getOrDefault(input.name(), List.of())));
      asOf = later(asOf, Instant.parse(step.asOf()));
      requireSameAsWhole(table, asOf, first);
      first = false;
    }
    for (Duration passing : PASSING) {
      asOf = asOf.plus(passing);
      requireSameAsWhole(table, asOf, false);
    }
  }

  private void requireSameAsWhole(SqlTable table, Instant asOf, boolean first) {
    RunContext run = new RunContext(config, lake, engine, "run", asOf, false);
    new SqlTableJob(run, table, true)
        .prepare()
        .ifPresent(
            batch -> {
              assertThat(batch.affected().isPresent())
                  .as("%s at %s is computed by key", table.table(), asOf)
                  .isEqualTo(!first);
              batch.prepared().publish();
            });
    PinnedInputs inputs = PinnedInputs.of(table, lake);
    String select =
        new SelectRenderer().render(table, inputs::relation, asOf, config.businessZone());
    assertThat(texts(spark.table("lake." + table.qualified()).collectAsList()))
        .as("%s at %s", table.table(), asOf)
        .containsExactlyInAnyOrderElementsOf(texts(spark.sql(select).collectAsList()));
  }

  private static List<String> texts(List<Row> rows) {
    return rows.stream().map(Row::toString).toList();
  }

  /** Inputs that are read whole keep one content for all cases: the first row of every key. */
  private static List<Map<String, Object>> wholeRows(
      SqlTable table, SqlTable.Input input, List<WorkedCase> cases) {
    Map<Object, Map<String, Object>> byKey = new HashMap<>();
    for (WorkedCase workedCase : cases) {
      for (SqlTable.TableRows given : workedCase.inputs()) {
        if (given.table().equals(input.name()) && !isKeyed(table, input)) {
          given.rows().forEach(row -> byKey.putIfAbsent(row.values().iterator().next(), row));
        }
      }
    }
    return List.copyOf(byKey.values());
  }

  private static boolean isKeyed(SqlTable table, SqlTable.Input input) {
    return table.refresh().orElseThrow().keyed().containsKey(input.name());
  }

  private void load(SqlTable table, SqlTable.Input input, List<Map<String, Object>> rows) {
    StructType schema = schemas.of(table, input.name());
    String name = "lake." + input.layer() + "." + input.table();
    spark.sql("CREATE TABLE IF NOT EXISTS " + name + " (" + schema.toDDL() + ") USING iceberg");
    List<Row> typed = rows.stream().map(row -> CaseValues.row(row, schema, name)).toList();
    try {
      spark.createDataFrame(typed, schema).writeTo(name).overwrite(functions.lit(true));
    } catch (org.apache.spark.sql.catalyst.analysis.NoSuchTableException e) {
      throw new IllegalStateException(name + " was just created", e);
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
