package io.healthfinance.lakehouse.quality;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.catalog.contract.PiiClass;
import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.rule.Expression;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes contracts for tests as briefly as YAML does. */
final class ContractBuilder {

  private final String table;
  private final List<String> key;
  private final List<ColumnContract> columns = new ArrayList<>();
  private final List<RowRule> rules = new ArrayList<>();
  private final List<String> critical = new ArrayList<>();
  private double quarantineLimit = 0.05;

  private ContractBuilder(String table, List<String> key) {
    this.table = table;
    this.key = key;
  }

  static ContractBuilder table(String table, String... key) {
    return new ContractBuilder(table, List.of(key));
  }

  ContractBuilder column(String name, String type) {
    return add(name, type, false, PiiClass.NONE, null);
  }

  ContractBuilder column(String name, String type, PiiClass pii) {
    return add(name, type, false, pii, null);
  }

  ContractBuilder required(String name, String type) {
    return add(name, type, true, PiiClass.NONE, null);
  }

  ContractBuilder required(String name, String type, PiiClass pii) {
    return add(name, type, true, pii, null);
  }

  ContractBuilder reference(String name, String table, String column) {
    return add(name, "uuid", true, PiiClass.NONE, new ColumnContract.Reference(table, column));
  }

  ContractBuilder critical(String name, String type) {
    critical.add(name);
    return add(name, type, false, PiiClass.NONE, null);
  }

  ContractBuilder range(String column, String min, String max) {
    Expression.Column operand = new Expression.Column(column);
    Expression check =
        min == null
            ? new Expression.Binary("<=", operand, number(max))
            : max == null
                ? new Expression.Binary(">=", operand, number(min))
                : new Expression.Between(operand, number(min), number(max), false);
    return rule("range(" + column + ")", RowRule.Kind.RANGE, column, check, RowRule.Action.REJECT);
  }

  ContractBuilder failing(String name, String column) {
    Expression check = new Expression.IsNull(new Expression.Column(column), true);
    return rule(name, RowRule.Kind.CHECK, column, check, RowRule.Action.FAIL);
  }

  ContractBuilder rule(
      String name, RowRule.Kind kind, String column, Expression check, RowRule.Action action) {
    rules.add(new RowRule(name, kind, List.of(column), Optional.empty(), check, action, name));
    return this;
  }

  ContractBuilder rule(RowRule rule) {
    rules.add(rule);
    return this;
  }

  ContractBuilder quarantineLimit(double limit) {
    quarantineLimit = limit;
    return this;
  }

  TableContract build() {
    return new TableContract(
        table,
        "test-service",
        "healthfinance_test",
        "public",
        "A table for tests.",
        key,
        Optional.empty(),
        Optional.empty(),
        columns,
        rules,
        Optional.of(Duration.ofHours(6)),
        false,
        critical,
        false,
        TableContract.Size.SMALL,
        quarantineLimit,
        0.01,
        "1",
        Path.of(table + ".yaml"));
  }

  static Expression.Number number(String text) {
    return new Expression.Number(new BigDecimal(text));
  }

  private ContractBuilder add(
      String name,
      String type,
      boolean required,
      PiiClass pii,
      ColumnContract.Reference reference) {
    columns.add(
        new ColumnContract(
            name,
            ColumnType.parse(type).orElseThrow(),
            name,
            Optional.empty(),
            "UTC",
            required,
            pii,
            Optional.ofNullable(reference),
            List.of()));
    return this;
  }
}
