package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.PiiClass;
import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.rule.RulePrinter;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes source contracts for a person at a terminal. */
public final class ContractPrinter {
  private final Catalog catalog;

  public ContractPrinter(Catalog catalog) {
    this.catalog = catalog;
  }

  /** One line per source table, in name order. */
  public String list() {
    TextTable table = new TextTable("table", "service", "columns", "rules", "history", "critical");
    for (TableContract contract : catalog.sources().values()) {
      table.add(
          contract.table(),
          contract.service(),
          String.valueOf(contract.columns().size()),
          String.valueOf(contract.rules().size()),
          contract.history() ? "yes" : "",
          contract.criticalTable() ? "yes" : "");
    }
    return table.toString();
  }

  /**
   * Everything a contract says, and what refers to or reads its table.
   *
   * @throws IllegalArgumentException when there is no such source table, naming the nearest one
   */
  public String show(String name) {
    TableContract contract = find(name);
    List<String> parts = new ArrayList<>();
    parts.add(head(contract));
    parts.add("Columns\n" + columns(contract));
    parts.add("Rules\n" + rules(contract));
    parts.add("Appears in\n" + appearances(contract));
    return String.join("\n", parts);
  }

  private TableContract find(String name) {
    return catalog
        .findSource(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No contract for source table "
                        + name
                        + Nearest.to(name, catalog.sources().keySet())
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse("; './lake contract list' names them all")));
  }

  private static String head(TableContract contract) {
    TextTable facts = new TextTable();
    facts.add("service", contract.service());
    facts.add("source", contract.database() + "." + contract.schema() + "." + contract.table());
    facts.add("key", String.join(", ", contract.key()));
    contract.eventTime().ifPresent(column -> facts.add("event time", column));
    contract.subject().ifPresent(column -> facts.add("subject", column));
    facts.add("critical columns", String.join(", ", contract.critical()));
    facts.add("history", contract.history() ? "kept" : "not kept");
    facts.add("freshness", contract.freshness().map(ContractPrinter::span).orElse("none"));
    facts.add("version", contract.version());
    return contract.table() + ": " + contract.description() + "\n\n" + facts;
  }

  private static String columns(TableContract contract) {
    TextTable table =
        new TextTable("column", "type", "unit", "pii", "null", "references", "meaning");
    for (ColumnContract column : contract.columns()) {
      table.add(
          column.name(),
          column.type().toString(),
          column.unit().orElse(""),
          column.pii() == PiiClass.NONE ? "" : lower(column.pii()),
          column.required() ? "no" : "",
          column.references().map(Object::toString).orElse(""),
          column.description());
    }
    return table.toString();
  }

  private static String rules(TableContract contract) {
    TextTable table = new TextTable("rule", "action", "check", "when");
    for (RowRule rule : contract.rules()) {
      table.add(
          rule.name(),
          lower(rule.action()),
          RulePrinter.print(rule.check()),
          rule.when().map(RulePrinter::print).orElse(""));
    }
    return table.toString();
  }

  private String appearances(TableContract contract) {
    TextTable table = new TextTable();
    String name = contract.table();
    table.add("bronze." + name, "every event");
    table.add("silver." + name, "current rows");
    if (contract.history()) {
      table.add("silver." + name + "_history", "every version");
    }
    Stream.concat(catalog.silver().stream(), catalog.gold().stream())
        .filter(derived -> reads(derived, contract))
        .forEach(derived -> table.add(derived.layer() + "." + derived.table(), "reads it"));
    for (TableContract other : catalog.sources().values()) {
      for (ColumnContract column : other.columns()) {
        column
            .references()
            .filter(reference -> reference.table().equals(name))
            .ifPresent(to -> table.add(other.table() + "." + column.name(), "refers to " + to));
      }
    }
    return table.toString();
  }

  private static boolean reads(SqlTable derived, TableContract contract) {
    return derived.inputs().stream()
        .map(SqlTable.Input::name)
        .anyMatch(
            input ->
                input.equals(contract.table())
                    || contract.history() && input.equals(contract.table() + "_history"));
  }

  private static String span(java.time.Duration span) {
    return span.toString().substring(1).replace("T", "").toLowerCase(Locale.ROOT);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
