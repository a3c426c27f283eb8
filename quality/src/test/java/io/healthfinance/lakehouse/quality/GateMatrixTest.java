package io.healthfinance.lakehouse.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.quality.GateFacts.LandingHour;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every check of five tables, each against a branch that only this check can stop. A check that
 * nobody breaks here, or that does not stop its branch alone, fails a test.
 */
class GateMatrixTest {

  private final Gate gate = new Gate();

  static Stream<SampleTable> tables() {
    return SampleTable.five().stream();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aCleanBranchPassesEveryCheck(SampleTable table) {
    GateVerdict verdict = gate.check(table.request());
    assertThat(verdict.failures()).isEmpty();
    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.results()).hasSameSizeAs(table.checks());
  }

  @ParameterizedTest
  @MethodSource("tables")
  void anEmptyBranchPassesEveryCheckOnRows(SampleTable table) {
    GateRequest request = table.request();
    GateVerdict verdict =
        gate.check(
            new GateRequest(
                "silver",
                table.name(),
                request.candidate().limit(0),
                Scope.WHOLE,
                request.checks(),
                request.facts().withRowHistory(List.of())));
    assertThat(verdict.failures()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void eachCheckStopsItsMutationAlone(SampleTable table) {
    List<GateCheck> checks = table.checks();
    for (GateCheck check : checks) {
      GateVerdict verdict = gate.check(broken(table, check));
      assertThat(verdict.passed()).as("%s stops %s", check.name(), table.name()).isFalse();
      assertThat(verdict.failures())
          .extracting(CheckResult::name)
          .as("only %s stops %s", check.name(), table.name())
          .containsExactly(check.name());
      assertThat(verdict.reason())
          .contains("silver." + table.name(), check.name())
          .endsWith(".")
          .doesNotContain("secret");
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyTableIsCheckedInEveryWay(SampleTable table) {
    assertThat(table.checks())
        .extracting(GateCheck::kind)
        .contains("unique", "complete", "range", "satisfies", "columns", "reconcile", "volume")
        .contains("quarantine_share", "orphans", "fail_rule");
    assertThat(table.checks()).extracting(GateCheck::name).doesNotHaveDuplicates();
  }

  /** The request of a branch on which exactly one condition does not hold. */
  private static GateRequest broken(SampleTable table, GateCheck check) {
    Dataset<Row> rows = table.rows();
    GateFacts facts = table.facts();
    if (check instanceof GateCheck.Unique) {
      rows = rows.union(rows.limit(1));
      return request(table, rows, facts, unrelated(table, check));
    } else if (check instanceof GateCheck.Complete complete) {
      boolean aTenthMayMiss = complete.minShare() < 1;
      rows = nullIn(rows, complete.column(), aTenthMayMiss ? "_lsn % 9 = 0" : "_lsn = 1007");
      return request(table, rows, facts, unrelated(table, check));
    } else if (check instanceof GateCheck.Range range) {
      BigDecimal outside =
          range.max() == null
              ? range.min().subtract(BigDecimal.ONE)
              : range.max().add(new BigDecimal("1"));
      Column type = lit(outside).cast(rows.schema().apply(range.column()).dataType());
      rows =
          rows.withColumn(
              range.column(), when(expr("_lsn = 1007"), type).otherwise(col(range.column())));
    } else if (check instanceof GateCheck.Satisfies) {
      List<GateCheck> others = new ArrayList<>(table.checks());
      others.replaceAll(
          other ->
              other.equals(check)
                  ? new GateCheck.Satisfies("condition", "_lsn <> 1007", 1)
                  : other);
      return request(table, rows, facts, others);
    } else if (check instanceof GateCheck.Columns) {
      rows = rows.withColumn("surprise", lit("secret"));
    } else if (check instanceof GateCheck.ReconcileSql sums) {
      List<GateCheck> others = new ArrayList<>(table.checks());
      others.replaceAll(
          other ->
              other.equals(check)
                  ? new GateCheck.ReconcileSql(
                      sums.name(), sums.left(), sums.right() + " + 0.01", sums.tolerance())
                  : other);
      return request(table, rows, facts, others);
    } else if (check instanceof GateCheck.Reconcile) {
      List<GateCheck> others = new ArrayList<>(table.checks());
      others.replaceAll(
          other ->
              other.equals(check)
                  ? new GateCheck.Reconcile(
                      "source_agrees", BigDecimal.TEN, BigDecimal.ONE, BigDecimal.ZERO)
                  : other);
      return request(table, rows, facts, others);
    } else if (check instanceof GateCheck.Volume) {
      facts = facts.withRowHistory(List.of(400L, 410L, 420L));
    } else if (check instanceof GateCheck.QuarantineShare) {
      facts = facts.withLandingHours(List.of(new LandingHour("2026-01-08-12", 100, 6)));
    } else if (check instanceof GateCheck.Orphans orphans) {
      facts =
          facts.withReferences(
              List.of(new ReferenceCounts(orphans.column(), orphans.parentTable(), 200, 3)));
    } else if (check instanceof GateCheck.FailRule rule) {
      facts = facts.withRuleFailures(Map.of(rule.rule(), 1L));
    }
    return request(table, rows, facts, table.checks());
  }

  /** Sums over mutated rows differ by themselves; keep the sums out where rows are the subject. */
  private static List<GateCheck> unrelated(SampleTable table, GateCheck subject) {
    return table.checks().stream()
        .filter(check -> check.equals(subject) || !(check instanceof GateCheck.ReconcileSql))
        .toList();
  }

  private static Dataset<Row> nullIn(Dataset<Row> rows, String column, String where) {
    Column value = when(expr(where), lit(null)).otherwise(col(column));
    return rows.withColumn(column, value);
  }

  private static GateRequest request(
      SampleTable table, Dataset<Row> rows, GateFacts facts, List<GateCheck> checks) {
    return new GateRequest("silver", table.name(), rows, Scope.WHOLE, checks, facts);
  }
}
