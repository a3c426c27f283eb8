package io.healthfinance.lakehouse.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthfinance.lakehouse.catalog.contract.PiiClass;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SqlChecksTest {

  @Test
  void columnsAndKeyAreAlwaysChecked() {
    assertThat(SqlChecks.of(table()))
        .containsExactly(
            new GateCheck.Columns(
                List.of(
                    new GateCheck.Columns.Column("day", "date"),
                    new GateCheck.Columns.Column("total", "decimal(12,2)"))),
            new GateCheck.Unique(List.of("day")),
            new GateCheck.Complete("day", 1),
            GateCheck.Volume.standard());
  }

  @Test
  void theChecksOfTheYamlAreAdded() {
    List<GateCheck> checks =
        SqlChecks.of(
            table(
                check("once", "unique", List.of("day", "total"), null, null, null),
                check("mostly", "complete", List.of("total"), null, "0.9", null),
                check("filled", "complete", List.of("day", "total"), null, null, null),
                check("sane", "range", List.of("total"), null, "0", "10"),
                check("positive", "satisfies", List.of(), "total > 0", null, null),
                check("source", "reconcile", List.of(), "sum(total) == 1 + 1", null, "0.01")));
    assertThat(checks)
        .contains(
            new GateCheck.Unique("once", List.of("day", "total")),
            new GateCheck.Complete("mostly", "total", 0.9),
            new GateCheck.Complete("filled(day)", "day", 1),
            new GateCheck.Complete("filled(total)", "total", 1),
            new GateCheck.Range("sane", "total", BigDecimal.ZERO, BigDecimal.TEN),
            new GateCheck.Satisfies("positive", "total > 0", 1),
            new GateCheck.ReconcileSql("source", "sum(total)", "1 + 1", new BigDecimal("0.01")));
  }

  @Test
  void aReconciliationReadsItsPinnedInput() {
    SharedSpark.session().range(5).createOrReplaceTempView("pinned_visits");
    SqlTable table =
        table(
            check(
                "all_visits",
                "reconcile",
                List.of(),
                "count(1) == (SELECT count(1) FROM ${visits})",
                null,
                null));
    List<GateCheck> checks =
        SqlChecks.of(table, sql -> sql.replace("${visits}", "pinned_visits")).stream()
            .filter(check -> check.kind().equals("reconcile"))
            .toList();
    assertThat(verdict(checks, 5).passed()).isTrue();
    assertThat(verdict(checks, 6).reason())
        .contains("the left side is 6, the right side 5, a difference of 1");
  }

  @Test
  void aMistakeInTheYamlNamesFileCheckAndFix() {
    assertThatThrownBy(() -> SqlChecks.of(table(check("x", "median", List.of(), "a", null, null))))
        .hasMessage("daily.yaml: check x of table daily: unknown kind median");
    assertThatThrownBy(
            () -> SqlChecks.of(table(check("x", "reconcile", List.of(), "sum(a)", null, null))))
        .hasMessageContaining("write two aggregates joined by ==");
    assertThatThrownBy(() -> SqlChecks.of(table(check("x", "range", List.of(), "a", "1", null))))
        .hasMessageContaining("name its columns");
    assertThatThrownBy(() -> SqlChecks.of(table(check("x", "satisfies", List.of(), "", "1", null))))
        .hasMessageContaining("write its expression");
  }

  private static GateVerdict verdict(List<GateCheck> checks, int rows) {
    return new Gate()
        .check(
            new GateRequest(
                "gold",
                "daily",
                SharedSpark.session().range(rows).toDF(),
                Scope.WHOLE,
                checks,
                GateFacts.none()));
  }

  private static SqlTable.Check check(
      String name, String kind, List<String> columns, String expression, String min, String max) {
    return new SqlTable.Check(
        name,
        kind,
        columns,
        Optional.ofNullable(expression),
        Optional.ofNullable(min).map(BigDecimal::new),
        Optional.ofNullable(max).map(BigDecimal::new));
  }

  private static SqlTable table(SqlTable.Check... checks) {
    return new SqlTable(
        "gold",
        "daily",
        "One day.",
        "day",
        "SELECT 1",
        List.of("day"),
        List.of(),
        List.of(),
        List.of(column("day", "date"), column("total", "decimal(12,2)")),
        List.of(),
        List.of(checks),
        List.of(),
        Optional.empty(),
        Path.of("daily.yaml"));
  }

  private static SqlTable.Column column(String name, String type) {
    return new SqlTable.Column(
        name, type, name, Optional.empty(), List.of(), PiiClass.NONE, Optional.empty());
  }
}
