package io.healthfinance.lakehouse.catalog.dictionary;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.PiiClass;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.reference.ReferenceTable;
import io.healthfinance.lakehouse.catalog.rule.RulePrinter;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Generates the data dictionary: one Markdown page per layer. */
public final class DataDictionary {
  private final Catalog catalog;

  public DataDictionary(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Writes {@code sources.md}, {@code silver.md}, {@code gold.md} and {@code reference.md}. */
  public void write(Path directory) {
    try {
      Files.createDirectories(directory);
      for (Map.Entry<String, String> page : pages().entrySet()) {
        Files.writeString(directory.resolve(page.getKey()), page.getValue());
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot write the data dictionary to " + directory, failed);
    }
  }

  /** The pages by file name. The same catalog gives the same text. */
  public Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("sources.md", sources());
    pages.put("silver.md", derived("Derived silver tables", catalog.silver()));
    pages.put("gold.md", derived("Gold tables", catalog.gold()));
    pages.put("reference.md", references());
    return pages;
  }

  private String sources() {
    MarkdownPage page = new MarkdownPage("Source tables");
    for (TableContract contract : catalog.sources().values()) {
      page.section(contract.table(), contract.description());
      page.fact("Service", contract.service());
      page.fact("Key", String.join(", ", contract.key()));
      page.fact("History", contract.history() ? "kept" : "not kept");
      page.table("column", "type", "unit", "PII", "references", "meaning");
      for (ColumnContract column : contract.columns()) {
        page.row(
            column.name(),
            column.type().toString(),
            column.unit().orElse(""),
            pii(column.pii()),
            column.references().map(Object::toString).orElse(""),
            column.description());
      }
      page.table("rule", "action", "check", "when");
      contract
          .rules()
          .forEach(
              rule ->
                  page.row(
                      rule.name(),
                      rule.action().name().toLowerCase(Locale.ROOT),
                      RulePrinter.print(rule.check()),
                      rule.when().map(RulePrinter::print).orElse("")));
    }
    return page.toString();
  }

  private static String derived(String title, List<SqlTable> tables) {
    MarkdownPage page = new MarkdownPage(title);
    for (SqlTable table : tables) {
      page.section(table.table(), table.description());
      page.fact("Grain", table.grain());
      page.fact("Key", String.join(", ", table.key()));
      page.fact(
          "Reads", String.join(", ", table.inputs().stream().map(SqlTable.Input::name).toList()));
      page.table("column", "type", "unit", "PII", "computed from", "meaning");
      for (SqlTable.Column column : table.columns()) {
        page.row(
            column.name(),
            column.type(),
            column.unit().orElse(""),
            pii(column.pii()),
            String.join(", ", column.sources()),
            column.description());
      }
    }
    return page.toString();
  }

  private String references() {
    MarkdownPage page = new MarkdownPage("Reference tables");
    for (ReferenceTable table : catalog.references().values()) {
      page.section("ref_" + table.name(), table.description());
      page.fact("Version", table.version());
      page.fact("Source", table.source());
      page.fact("Key", String.join(", ", table.key()));
      page.table("column", "type", "meaning");
      table
          .columns()
          .forEach(
              column -> page.row(column.name(), column.type().toString(), column.description()));
    }
    return page.toString();
  }

  private static String pii(PiiClass pii) {
    return pii == PiiClass.NONE ? "" : pii.name().toLowerCase(Locale.ROOT);
  }
}
