package io.healthfinance.lakehouse.quality;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The checks of a derived silver or a gold table, from its YAML. Declared columns and types, and a
 * unique and complete key, are always checked; the list {@code checks} adds to them:
 *
 * <ul>
 *   <li>{@code unique}: {@code columns}
 *   <li>{@code complete}: {@code columns}; {@code min} = least share of filled rows, 0-1, default 1
 *   <li>{@code range}: {@code columns}; {@code min}, {@code max}
 *   <li>{@code satisfies}: {@code expression}, a SQL predicate; {@code min} = least share of rows,
 *       0-1, default 1
 *   <li>{@code reconcile}: {@code expression}, two aggregates joined by {@code ==}; {@code max} =
 *       greatest absolute difference, default 0. A side may hold a scalar subquery over {@code
 *       ${input}} and the parameters of a SELECT, such as {@code :as_of_date}
 * </ul>
 */
public final class SqlChecks {

  private SqlChecks() {}

  /** The checks of a table none of whose reconciliations reads an input. */
  public static List<GateCheck> of(SqlTable table) {
    return of(table, UnaryOperator.identity());
  }

  /**
   * @param inputs replaces each {@code ${input}} by the pinned table that a SELECT can read, and
   *     each parameter by its value
   */
  public static List<GateCheck> of(SqlTable table, UnaryOperator<String> inputs) {
    List<GateCheck> checks = new ArrayList<>();
    checks.add(
        new GateCheck.Columns(
            table.columns().stream()
                .map(column -> new GateCheck.Columns.Column(column.name(), column.type()))
                .toList()));
    checks.add(new GateCheck.Unique(table.key()));
    table.key().forEach(column -> checks.add(new GateCheck.Complete(column, 1)));
    for (SqlTable.Check check : table.checks()) {
      checks.addAll(translate(table, check, inputs));
    }
    checks.add(GateCheck.Volume.standard());
    return List.copyOf(checks);
  }

  private static List<GateCheck> translate(
      SqlTable table, SqlTable.Check check, UnaryOperator<String> inputs) {
    return switch (check.kind()) {
      case "unique" -> List.of(new GateCheck.Unique(check.name(), columns(table, check)));
      case "complete" ->
          columns(table, check).stream()
              .<GateCheck>map(
                  column -> new GateCheck.Complete(name(check, column), column, share(check)))
              .toList();
      case "range" ->
          columns(table, check).stream()
              .<GateCheck>map(
                  column ->
                      new GateCheck.Range(
                          name(check, column),
                          column,
                          check.min().orElse(null),
                          check.max().orElse(null)))
              .toList();
      case "satisfies" ->
          List.of(
              new GateCheck.Satisfies(
                  check.name(), inputs.apply(expression(table, check)), share(check)));
      case "reconcile" -> List.of(reconcile(table, check, inputs));
      default -> throw mistake(table, check, "unknown kind " + check.kind());
    };
  }

  private static GateCheck reconcile(
      SqlTable table, SqlTable.Check check, UnaryOperator<String> inputs) {
    String[] sides = inputs.apply(expression(table, check)).split("==", -1);
    if (sides.length != 2) {
      throw mistake(table, check, "write two aggregates joined by ==");
    }
    return new GateCheck.ReconcileSql(
        check.name(), sides[0].strip(), sides[1].strip(), check.max().orElse(BigDecimal.ZERO));
  }

  private static List<String> columns(SqlTable table, SqlTable.Check check) {
    if (check.columns().isEmpty()) {
      throw mistake(table, check, "name its columns");
    }
    return check.columns();
  }

  private static String expression(SqlTable table, SqlTable.Check check) {
    return check
        .expression()
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> mistake(table, check, "write its expression"));
  }

  private static String name(SqlTable.Check check, String column) {
    return check.columns().size() == 1 ? check.name() : check.name() + "(" + column + ")";
  }

  private static double share(SqlTable.Check check) {
    return check.min().map(BigDecimal::doubleValue).orElse(1.0);
  }

  private static IllegalArgumentException mistake(
      SqlTable table, SqlTable.Check check, String fix) {
    return new IllegalArgumentException(
        "%s: check %s of table %s: %s".formatted(table.file(), check.name(), table.table(), fix));
  }
}
