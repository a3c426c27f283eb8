package io.healthfinance.lakehouse.catalog.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A CSV as RFC 4180 describes it, UTF-8, with a header line.
 *
 * @param header column names in order
 * @param records the lines below the header
 */
public record CsvFile(List<String> header, List<Line> records) {
  /** The cells of one record and the line it begins on, counted from 1. */
  public record Line(int number, List<String> cells) {}

  /** Reads a file, also from inside a jar. */
  public static CsvFile read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read the reference data " + file, unreadable);
    }
  }

  /** Parses a text; the first record is the header. */
  public static CsvFile parse(String text) {
    List<Line> lines = new CsvLines(text).read();
    return lines.isEmpty()
        ? new CsvFile(List.of(), List.of())
        : new CsvFile(lines.get(0).cells(), List.copyOf(lines.subList(1, lines.size())));
  }

  /** Every record as a map from column name to cell; an empty cell is an empty text. */
  public List<Map<String, String>> rows() {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Line line : records) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < header.size(); i++) {
        row.put(header.get(i), i < line.cells().size() ? line.cells().get(i) : "");
      }
      rows.add(row);
    }
    return rows;
  }
}
