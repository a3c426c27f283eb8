package io.healthfinance.lakehouse.catalog.load;

import java.util.ArrayList;
import java.util.List;

/** Rows of texts, aligned in columns with two spaces between. */
final class TextTable {
  private final List<String[]> rows = new ArrayList<>();

  /** A table with a heading, or without one when no name is given. */
  TextTable(String... heading) {
    if (heading.length > 0) {
      rows.add(heading);
    }
  }

  void add(String... cells) {
    rows.add(cells);
  }

  /** One line per row, each ended by a line break, nothing behind the last cell. */
  @Override
  public String toString() {
    int columns = rows.stream().mapToInt(row -> row.length).max().orElse(0);
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
