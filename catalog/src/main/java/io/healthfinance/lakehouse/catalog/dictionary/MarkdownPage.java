package io.healthfinance.lakehouse.catalog.dictionary;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A Markdown page that is built from top to bottom. */
final class MarkdownPage {
  private final StringBuilder text = new StringBuilder();

  MarkdownPage(String title) {
    text.append("# ")
        .append(title)
        .append("\n\nGenerated from the catalog; change that instead.\n");
  }

  void section(String name, String description) {
    text.append("\n## ").append(name).append("\n\n").append(description.strip()).append("\n\n");
  }

  void fact(String name, String value) {
    text.append("- ").append(name).append(": ").append(value).append('\n');
  }

  void table(String... heading) {
    text.append('\n');
    row(heading);
    text.append("|").append(" --- |".repeat(heading.length)).append('\n');
  }

  void row(String... cells) {
    text.append(
        Arrays.stream(cells)
            .map(MarkdownPage::cell)
            .collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  /** A bar or a line break inside a cell would end it; an angle bracket would begin HTML. */
  private static String cell(String value) {
    return value.replace("|", "\\|").replace("<", "&lt;").replaceAll("\\s+", " ").strip();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
