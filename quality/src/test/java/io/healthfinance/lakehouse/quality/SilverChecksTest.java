package io.healthfinance.lakehouse.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.rule.Expression;
import io.healthfinance.lakehouse.catalog.rule.Expression.Binary;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class SilverChecksTest {

  @Test
  void aContractBecomesItsChecks() {
    assertThat(SilverChecks.of(SampleTable.users().contract()))
        .containsExactly(
            new GateCheck.Unique(List.of("user_id")),
            new GateCheck.Complete("user_id", 1),
            new GateCheck.Complete("_lsn", 1),
            new GateCheck.Complete("ssn_token", 1),
            new GateCheck.Complete("last_name", 1),
            new GateCheck.Complete("payer_id", 1),
            new GateCheck.Complete("birth_date", 0.9),
            new GateCheck.Range("age_band", BigDecimal.ZERO, null),
            new GateCheck.FailRule("is_known"),
            new GateCheck.Orphans("payer_id", "payers", 0.01),
            new GateCheck.QuarantineShare(0.02),
            GateCheck.Volume.standard());
  }

  @Test
  void aColumnThatSilverDoesNotKeepIsNotChecked() {
    assertThat(SilverChecks.of(SampleTable.vitals().contract()))
        .extracting(GateCheck::name)
        .noneMatch(name -> name.contains("notes"));
  }

  @Test
  void limitsAreReadFromEveryFormOfARange() {
    Expression.Column x = new Expression.Column("x");
    Expression low = new Binary(">=", x, ContractBuilder.number("1"));
    Expression high = new Binary("<=", x, ContractBuilder.number("9"));
    NumericLimits both = new NumericLimits("x", BigDecimal.ONE, BigDecimal.valueOf(9));
    assertThat(NumericLimits.of(rule(new Binary("and", low, high)))).contains(both);
    assertThat(NumericLimits.of(rule(new Binary("and", high, low)))).contains(both);
    assertThat(NumericLimits.of(rule(low))).contains(new NumericLimits("x", BigDecimal.ONE, null));
    assertThat(NumericLimits.of(rule(new Binary(">=", x, new Expression.Text("2020-01-01")))))
        .isEmpty();
    assertThat(NumericLimits.of(rule(new Binary("and", low, low)))).isEmpty();
    assertThat(NumericLimits.of(rule(new Binary("or", low, high)))).isEmpty();
  }

  @Test
  void aRuleBetweenColumnsIsAskedAgainUnlessItReadsTheOperation() {
    Expression low = new Expression.Column("low");
    Expression below = new Binary("<", low, new Expression.Column("high"));
    Expression onCreate = new Binary("=", new Expression.Column("op"), new Expression.Text("c"));
    List<GateCheck> checks =
        SilverChecks.of(
            ContractBuilder.table("t", "id")
                .required("id", "uuid")
                .column("low", "int")
                .column("high", "int")
                .rule(between("ordered", Optional.empty(), below))
                .rule(between("on_create", Optional.of(onCreate), below))
                .build());
    assertThat(checks)
        .filteredOn(check -> check.kind().equals("satisfies"))
        .extracting(GateCheck::name)
        .containsExactly("ordered");
    Dataset<Row> rows =
        SharedSpark.session()
            .sql("SELECT * FROM VALUES ('a', 1, 2, 7), ('b', 3, 3, 7) AS t(id, low, high, _lsn)");
    assertThat(failures("t", rows, checks)).containsExactly("ordered");
  }

  @Test
  void aColumnRequiredUnderAConditionMayBeEmpty() {
    RowRule conditional =
        new RowRule(
            "required(unit)",
            RowRule.Kind.REQUIRED,
            List.of("unit"),
            Optional.of(new Expression.Bool(true)),
            new Expression.IsNull(new Expression.Column("unit"), true),
            RowRule.Action.REJECT,
            "Only some rows have a unit.");
    List<GateCheck> checks =
        SilverChecks.of(
            ContractBuilder.table("t", "id")
                .required("id", "uuid")
                .required("unit", "string")
                .rule(conditional)
                .build());
    assertThat(checks).doesNotContain(new GateCheck.Complete("unit", 1));
  }

  @Test
  void aHistoryMayNotRepeatOverlapOpenOrEndBeforeItBegins() {
    Dataset<Row> clean =
        history("('k', 1, 2, false), ('k', 2, 4, false), ('k', 6, NULL, true), ('j', 1, 9, false)");
    assertThat(failures(clean)).isEmpty();
    assertThat(failures(history("('k', 1, NULL, true), ('k', 2, NULL, true)")))
        .containsExactly("one_open_version");
    assertThat(failures(history("('k', 1, 2, false), ('k', 1, NULL, true)")))
        .containsExactly("no_overlap");
    assertThat(failures(history("('k', 1, 5, false), ('k', 2, 4, false), ('j', 1, 2, false)")))
        .containsExactly("no_overlap");
    assertThat(failures(history("('k', 2, 1, false)"))).containsExactly("interval_order");
    assertThat(failures(history("('k', 1, 2, true)"))).containsExactly("current_is_open");
    assertThat(failures(history("('k', 1, 2, CAST(NULL AS BOOLEAN))")))
        .containsExactly("current_is_open");
    assertThat(failures(history("('k', CAST(NULL AS INT), 2, false)")))
        .containsExactly("complete(valid_from)");
  }

  private static List<String> failures(Dataset<Row> history) {
    TableContract users = SampleTable.users().contract();
    return failures(
        "users_history", HistoryIntervals.of(history, users), SilverChecks.ofHistory(users));
  }

  private static List<String> failures(String table, Dataset<Row> rows, List<GateCheck> checks) {
    GateRequest request =
        new GateRequest("silver", table, rows, Scope.WHOLE, checks, GateFacts.none());
    return new Gate().check(request).failures().stream().map(CheckResult::name).toList();
  }

  private static Dataset<Row> history(String rows) {
    return SharedSpark.session()
        .sql("SELECT * FROM VALUES " + rows + " AS t(user_id, valid_from, valid_to, is_current)");
  }

  private static RowRule between(String name, Optional<Expression> when, Expression check) {
    return new RowRule(
        name, RowRule.Kind.CHECK, List.of("low", "high"), when, check, RowRule.Action.REJECT, name);
  }

  private static RowRule rule(Expression check) {
    return new RowRule(
        "range(x)",
        RowRule.Kind.RANGE,
        List.of("x"),
        Optional.empty(),
        check,
        RowRule.Action.REJECT,
        "x");
  }
}
