package io.healthfinance.lakehouse.catalog.reference;

import io.healthfinance.lakehouse.catalog.reference.CsvFile.Line;
import java.util.ArrayList;
import java.util.List;

/** Splits a CSV text into records and cells; quoted cells may hold commas, quotes and lines. */
final class CsvLines {
  private final String text;
  private final List<Line> lines = new ArrayList<>();
  private List<String> cells = new ArrayList<>();
  private int at;
  private int line = 1;

  CsvLines(String text) {
    this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  List<Line> read() {
    while (at < text.length()) {
      int first = line;
      boolean more = true;
      while (more) {
        cells.add(text.startsWith("\"", at) ? quoted() : plain());
        more = at < text.length() && text.charAt(at) == ',';
        at += more ? 1 : 0;
      }
      endOfLine();
      if (cells.size() > 1 || !cells.get(0).isEmpty()) {
        lines.add(new Line(first, List.copyOf(cells)));
      }
      cells = new ArrayList<>();
    }
    return lines;
  }

  private String plain() {
    int start = at;
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() {
    StringBuilder cell = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"' && text.startsWith("\"", at)) {
        cell.append(text.charAt(at++));
      } else if (c == '"') {
        // Anything between the closing quote and the comma belongs to the cell as it stands.
        return cell.append(plain()).toString();
      } else {
        line += c == '\n' ? 1 : 0;
        cell.append(c);
      }
    }
    return cell.toString();
  }

  private void endOfLine() {
    at += text.startsWith("\r\n", at) ? 2 : 1;
    line++;
  }
}
