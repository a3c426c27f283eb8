package io.healthfinance.lakehouse.quality;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.catalog.rule.RuleEvaluator;
import io.healthfinance.lakehouse.catalog.rule.SparkSqlRenderer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every rule of every contract says the same of a row in Spark SQL, which judges events, as in
 * Java, which decides what the synthetic services count as dirt.
 */
class RuleAgreementTest {

  private static final int ROWS_PER_RULE = 100;
  private static final int MOST_TRIES = 20_000;

  private static SparkSession spark;

  private final RuleEvaluator evaluator = new RuleEvaluator();
  private final SparkSqlRenderer renderer = new SparkSqlRenderer();

  @BeforeAll
  static void interpretSmallQueries() {
    spark = SharedSpark.session().newSession();
    spark.conf().set("spark.sql.ansi.enabled", true);
    spark.conf().set("spark.sql.session.timeZone", "UTC");
    spark.conf().set("spark.sql.datetime.java8API.enabled", true);
    spark.conf().set("spark.sql.codegen.wholeStage", false);
    spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
  }

  @TestFactory
  Stream<DynamicTest> sparkAndJavaAgreeOnEveryRule() {
    Collection<TableContract> contracts = new CatalogLoader().loadBundled().sources().values();
    assertThat(contracts).hasSizeGreaterThanOrEqualTo(52);
    return contracts.stream()
        .map(contract -> DynamicTest.dynamicTest(contract.table(), () -> agree(contract)));
  }

  private void agree(TableContract contract) {
    Random dice = new Random(contract.table().hashCode());
    List<Map<String, Object>> rows = new ArrayList<>();
    for (RowRule rule : contract.rules()) {
      RuleRows around = new RuleRows(contract, rule, dice);
      rows.addAll(around.sample(ROWS_PER_RULE));
      rows.add(breaking(rule, around));
    }
    List<Row> broken =
        spark
            .createDataFrame(sparkRows(contract, rows), schema(contract))
            .selectExpr(contract.rules().stream().map(renderer::violation).toArray(String[]::new))
            .collectAsList();
    List<String> deviations = new ArrayList<>();
    for (int i = 0; i < contract.rules().size(); i++) {
      RowRule rule = contract.rules().get(i);
      int breaking = 0;
      for (int row = 0; row < rows.size(); row++) {
        boolean inJava = !evaluator.passes(rule, rows.get(row));
        breaking += inJava ? 1 : 0;
        if (inJava != broken.get(row).getBoolean(i)) {
          deviations.add(
              rule.name()
                  + (inJava ? " only Java" : " only Spark")
                  + " rejects "
                  + read(rule, rows.get(row)));
        }
      }
      if (breaking == 0 || breaking == rows.size()) {
        deviations.add(rule.name() + " is broken by " + breaking + " of " + rows.size() + " rows");
      }
    }
    assertThat(deviations).isEmpty();
  }

  /** A rule that waits for a rare row gets one. */
  private Map<String, Object> breaking(RowRule rule, RuleRows around) {
    return Stream.generate(() -> around.sample(1).get(0))
        .limit(MOST_TRIES)
        .filter(row -> !evaluator.passes(rule, row))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No row breaks " + rule.name()));
  }

  private static String read(RowRule rule, Map<String, Object> row) {
    return Stream.concat(rule.columns().stream(), Stream.of("op", "source_ts"))
        .map(column -> column + "=" + row.get(column))
        .collect(joining(" "));
  }

  private static StructType schema(TableContract contract) {
    return StructType.fromDDL(
        contract.columns().stream()
                .map(column -> "`" + column.name() + "` " + column.type().silverType())
                .collect(joining(", "))
            + ", _op string, _source_ts timestamp");
  }

  private static List<Row> sparkRows(TableContract contract, List<Map<String, Object>> rows) {
    return rows.stream()
        .map(
            row -> {
              List<Object> values = new ArrayList<>();
              for (ColumnContract column : contract.columns()) {
                Object value = row.get(column.name());
                values.add(value instanceof List<?> list ? list.toArray(new String[0]) : value);
              }
              values.add(row.get("op"));
              values.add(row.get("source_ts"));
              return RowFactory.create(values.toArray());
            })
        .toList();
  }
}
