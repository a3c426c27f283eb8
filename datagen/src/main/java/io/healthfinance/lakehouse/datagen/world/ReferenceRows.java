package io.healthfinance.lakehouse.datagen.world;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.reference.ReferenceTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the CSV of a reference table. */
final class ReferenceRows {
  private ReferenceRows() {}

  /** Rows by column name. */
  static List<Map<String, String>> of(Catalog catalog, String name) {
    ReferenceTable table = catalog.references().get(name);
    if (table == null) {
      throw new IllegalArgumentException(
          "The synthetic world needs the reference table "
              + name
              + "; add it to catalog/reference");
    }
    try {
      List<String> lines = Files.readAllLines(table.data());
      List<String> header = cells(lines.get(0));
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        List<String> cells = cells(line);
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
          row.put(header.get(i), cells.get(i));
        }
        rows.add(row);
      }
      return rows;
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read reference table " + name, unreadable);
    }
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
