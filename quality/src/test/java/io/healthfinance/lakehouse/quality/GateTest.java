package io.healthfinance.lakehouse.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class GateTest {

  private static final GateCheck COMPLETE = new GateCheck.Complete("name", 1);

  private final SparkSession spark = SharedSpark.session();
  private final Gate gate = new Gate();

  @Test
  void aMissingColumnFailsItsCheckWithASentenceAndNoOther() {
    GateVerdict verdict =
        check(
            people(60),
            COMPLETE,
            new GateCheck.Complete("nickname", 1),
            new GateCheck.Unique(List.of("id", "nickname")),
            new GateCheck.Range("weight", BigDecimal.ONE, null),
            new GateCheck.Satisfies("thin", "weight < 50", 1));
    assertThat(verdict.results())
        .extracting(CheckResult::passed)
        .containsExactly(true, false, false, false, false);
    assertThat(verdict.results().get(1).message())
        .isEqualTo(
            "Check complete(nickname) on silver.people could not be checked: "
                + "the table has no column nickname.");
    assertThat(verdict.results().get(4).message())
        .startsWith("Check thin on silver.people could not be checked: its predicate does not fit");
  }

  @Test
  void aCheckThatFailsOnARowTakesNoOtherDownAndShowsNoRowValue() {
    GateVerdict verdict =
        check(
            people(60),
            COMPLETE,
            new GateCheck.Satisfies("numeric_name", "CAST(name AS INT) > 0", 1),
            new GateCheck.Unique(List.of("id")));
    assertThat(verdict.results())
        .extracting(CheckResult::passed)
        .containsExactly(true, false, true);
    assertThat(verdict.results().get(1).message())
        .contains("numeric_name", "silver.people", "CAST_INVALID_INPUT")
        .doesNotContain("Anna");
  }

  @Test
  void aPredicateThatIsNotBooleanIsAMistakeOfTheCheck() {
    assertThat(check(people(60), new GateCheck.Satisfies("sum", "id + 1", 1)).passed()).isFalse();
  }

  @Test
  void aPredicateOfNullIsSatisfied() {
    Dataset<Row> rows = people(60).selectExpr("id", "CAST(NULL AS INT) AS age");
    assertThat(
            check(
                    rows,
                    new GateCheck.Satisfies("adult", "age >= 18", 1),
                    new GateCheck.Range("age", BigDecimal.ZERO, BigDecimal.TEN))
                .passed())
        .isTrue();
  }

  @Test
  void aRangeOnTextIsAMistakeOfTheCheck() {
    CheckResult result = only(check(people(60), new GateCheck.Range("name", BigDecimal.ONE, null)));
    assertThat(result.passed()).isFalse();
    assertThat(result.message()).endsWith("the column is of type STRING, not a number.");
  }

  @Test
  void aColumnOfNullsRepeatsNothingButIsIncomplete() {
    Dataset<Row> rows = people(60).selectExpr("CAST(NULL AS STRING) AS id");
    GateVerdict verdict =
        check(rows, new GateCheck.Unique(List.of("id")), new GateCheck.Complete("id", 1));
    assertThat(verdict.results()).extracting(CheckResult::passed).containsExactly(true, false);
  }

  @Test
  void theMessageCountsTheRowsAndNamesTheLimit() {
    Dataset<Row> rows = people(200).selectExpr("CASE WHEN id % 4 > 0 THEN name END AS name");
    CheckResult result = only(check(rows, new GateCheck.Complete("name", 0.9)));
    assertThat(result)
        .isEqualTo(
            new CheckResult(
                "complete(name)",
                "complete",
                "name",
                false,
                0.75,
                ">= 0.9",
                "Check complete(name) on silver.people: 50 of 200 rows (25 %) have no name; "
                    + "at most 10 % may."));
  }

  @Test
  void aShareIsNotJudgedOnASmallBatchButAKeyIs() {
    Dataset<Row> rows = people(8).selectExpr("CASE WHEN id > 3 THEN id END AS id", "name");
    GateVerdict verdict =
        gate.check(
            new GateRequest(
                "silver",
                "people",
                rows,
                Scope.BATCH,
                List.of(
                    new GateCheck.Complete("share", "id", 0.9), new GateCheck.Complete("id", 1)),
                GateFacts.none()));
    assertThat(verdict.results()).extracting(CheckResult::passed).containsExactly(true, false);
    assertThat(verdict.results().get(0).message()).contains("the daily run judges the whole table");
  }

  @Test
  void manyChecksOnRowsReadTheRowsOnce() throws TimeoutException {
    Dataset<Row> rows = people(1000);
    List<GateCheck> many = new ArrayList<>();
    IntStream.range(0, 15)
        .forEach(i -> many.add(new GateCheck.Satisfies("check " + i, "id > " + (-i - 1), 1)));
    assertThat(jobs(rows, many)).isEqualTo(jobs(rows, many.subList(0, 1)));
  }

  @Test
  void sumsAreNotReconciledOnABatch() {
    GateCheck sums = new GateCheck.ReconcileSql("sums", "sum(id)", "0", BigDecimal.ZERO);
    GateRequest batch =
        new GateRequest("gold", "t", people(9), Scope.BATCH, List.of(sums), GateFacts.none());
    assertThat(only(gate.check(batch)).message()).contains("judged on whole tables only");
    assertThat(check(people(9), sums).passed()).isFalse();
  }

  @Test
  void aReconciliationThatDoesNotResolveFailsWithASentence() {
    CheckResult result =
        only(
            check(
                people(9), new GateCheck.ReconcileSql("sums", "sum(total)", "0", BigDecimal.ZERO)));
    assertThat(result.passed()).isFalse();
    assertThat(result.message()).contains("sums", "silver.people", "could not be checked", "total");
  }

  @Test
  void aReconciliationWithinItsToleranceHolds() {
    GateCheck sums =
        new GateCheck.ReconcileSql("sums", "sum(id)", "sum(id) + 0.5", new BigDecimal("0.5"));
    assertThat(check(people(9), sums).passed()).isTrue();
  }

  @Test
  void columnsMustHaveTheDeclaredNamesTypesAndOrder() {
    GateCheck declared =
        new GateCheck.Columns(
            List.of(
                new GateCheck.Columns.Column("id", "bigint"),
                new GateCheck.Columns.Column("name", "string")));
    Dataset<Row> rows = people(3);
    assertThat(check(rows, declared).passed()).isTrue();
    assertThat(check(rows.select("name", "id"), declared).reason()).contains("another order");
    assertThat(check(rows.select("id"), declared).reason()).contains("name is missing");
    assertThat(check(rows.selectExpr("CAST(id AS INT) AS id", "name"), declared).reason())
        .contains("id is INT, not BIGINT");
    assertThat(check(rows.selectExpr("*", "1 AS more"), declared).reason())
        .contains("more is not declared");
  }

  private GateVerdict check(Dataset<Row> rows, GateCheck... checks) {
    return gate.check(
        new GateRequest(
            "silver", "people", rows, Scope.WHOLE, Arrays.asList(checks), GateFacts.none()));
  }

  private static CheckResult only(GateVerdict verdict) {
    assertThat(verdict.results()).hasSize(1);
    return verdict.results().get(0);
  }

  private Dataset<Row> people(int rows) {
    return spark.range(0, rows, 1, 2).selectExpr("id", "concat('Anna', id) AS name");
  }

  private int jobs(Dataset<Row> rows, List<GateCheck> checks) throws TimeoutException {
    List<Integer> started = new CopyOnWriteArrayList<>();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart job) {
            started.add(job.jobId());
          }
        };
    spark.sparkContext().addSparkListener(listener);
    try {
      assertThat(check(rows, checks.toArray(GateCheck[]::new)).passed()).isTrue();
      spark.sparkContext().listenerBus().waitUntilEmpty();
    } finally {
      spark.sparkContext().removeSparkListener(listener);
    }
    return started.size();
  }
}
