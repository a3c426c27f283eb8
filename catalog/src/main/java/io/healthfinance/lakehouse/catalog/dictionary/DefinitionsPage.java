package io.healthfinance.lakehouse.catalog.dictionary;

import static java.util.stream.Collectors.joining;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Generates {@code docs/definitions.md}: every published number with its meaning, unit and source,
 * the definition that decides it, the SQL that computes it and the worked cases that prove it.
 */
public final class DefinitionsPage {
  private static final int SHOWN_SQL = 140;

  private final List<SqlTable> gold;
  private final List<SqlTable> silver;
  private final List<Definition> definitions;

  public DefinitionsPage(Catalog catalog, List<Definition> definitions) {
    this.gold = byName(catalog.gold());
    this.silver = byName(catalog.silver());
    this.definitions = definitions;
  }

  /** The page. The same catalog and definitions give the same text. */
  public String text() {
    MarkdownPage page = new MarkdownPage("Definitions of the published numbers");
    page.section(
        "Contents",
        "First the definitions that had to be chosen, then each table with its numbers.");
    for (Definition definition : definitions) {
      page.item(link(definition.title(), "#" + anchor(definition)));
    }
    page.item("Gold tables: " + links(gold));
    page.item("Derived silver tables: " + links(silver));
    page.section("Definitions", "What decides where the specification leaves room.");
    definitions.forEach(definition -> add(page, definition));
    gold.forEach(table -> add(page, table));
    silver.forEach(table -> add(page, table));
    return page.toString();
  }

  /** Writes the page. */
  public void write(Path file) {
    try {
      Files.writeString(file, text());
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot write the definitions to " + file, failed);
    }
  }

  private void add(MarkdownPage page, Definition definition) {
    page.anchor(anchor(definition));
    page.subsection(definition.title(), definition.text());
    page.fact("Source", definition.source());
    page.fact(
        "Decides",
        definition.numbers().stream()
            .map(number -> link(number, "#" + anchor(number)))
            .collect(joining(", ")));
  }

  private void add(MarkdownPage page, SqlTable table) {
    page.anchor(anchor(table));
    page.section(table.qualified(), table.description());
    page.fact("Grain", table.grain());
    page.fact("SQL", link(file(table, ".sql"), "../" + file(table, ".sql")));
    String decided =
        definitions.stream()
            .filter(definition -> definition.concerns(table))
            .map(definition -> link(definition.title(), "#" + anchor(definition)))
            .collect(joining(", "));
    if (!decided.isEmpty()) {
      page.fact("Definitions", decided);
    }
    page.fact("Worked cases in " + link(file(table, ".yaml"), "../" + file(table, ".yaml")), "");
    table.cases().forEach(workedCase -> page.nested(workedCase.name()));
    Optional<List<SelectItems.Item>> items = SelectItems.of(table.select());
    page.table("number", "unit", "meaning", "computed from", "decided by", "SQL");
    for (int i = 0; i < table.columns().size(); i++) {
      SqlTable.Column column = table.columns().get(i);
      page.row(
          column.name(),
          column.unit().orElse(""),
          column.description(),
          String.join(", ", column.sources()),
          definitions.stream()
              .filter(definition -> definition.decides(table, column.name()))
              .map(definition -> link(definition.id(), "#" + anchor(definition)))
              .collect(joining(", ")),
          sql(table, items, i));
    }
  }

  private static String sql(SqlTable table, Optional<List<SelectItems.Item>> items, int column) {
    String file = "../" + file(table, ".sql");
    if (items.isEmpty() || items.get().size() != table.columns().size()) {
      return link("SELECT", file);
    }
    SelectItems.Item item = items.get().get(column);
    String lines = "L" + item.firstLine();
    if (item.lastLine() > item.firstLine()) {
      lines += "-L" + item.lastLine();
    }
    String expression =
        item.expression().length() <= SHOWN_SQL ? "`" + item.expression() + "` " : "";
    return expression + link(lines, file + "#" + lines);
  }

  private static List<SqlTable> byName(List<SqlTable> tables) {
    return tables.stream().sorted(Comparator.comparing(SqlTable::table)).toList();
  }

  private static String links(List<SqlTable> tables) {
    return tables.stream()
        .map(table -> link(table.table(), "#" + anchor(table)))
        .collect(joining(", "));
  }

  private static String file(SqlTable table, String ending) {
    return "catalog/" + table.layer() + "/" + table.table() + ending;
  }

  private static String anchor(Definition definition) {
    return "definition-" + definition.id();
  }

  private static String anchor(SqlTable table) {
    return anchor(table.qualified());
  }

  /** The anchor of the table that a number belongs to. */
  private static String anchor(String number) {
    String[] parts = number.split("\\.");
    return parts[0] + "-" + parts[1];
  }

  private static String link(String text, String target) {
    return "[" + text + "](" + target + ")";
  }
}
