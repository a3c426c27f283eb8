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

  void subsection(String name, String description) {
    text.append("\n### ").append(name).append("\n\n").append(description.strip()).append("\n\n");
  }

  /** A name for the next heading that links can use, whatever the heading says. */
  void anchor(String id) {
    text.append("\n<a id=\"").append(id).append("\"></a>\n");
  }

  void item(String value) {
    text.append("- ").append(value).append('\n');
  }

  void nested(String value) {
    text.append("  - ").append(value).append('\n');
  }

  void fact(String name, String value) {
    text.append("- ").append(name).append(':').append(value.isEmpty() ? "" : " " + value);
    text.append('\n');
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
    String line = value.replace("|", "\\|").replaceAll("\\s+", " ").strip();
    StringBuilder cell = new StringBuilder();
    boolean code = false;
    for (char c : line.toCharArray()) {
      code = c == '`' != code;
      cell.append(c == '<' && !code ? "&lt;" : String.valueOf(c));
    }
    return cell.toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
