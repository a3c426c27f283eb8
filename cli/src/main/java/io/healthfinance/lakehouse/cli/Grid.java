package io.healthfinance.lakehouse.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Rows of cells in aligned columns; numbers stand to the right. */
public final class Grid {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9,.]*( ?[%smkMGB]+)?|-|");
  private static final Pattern ANSI = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final String CUT = "…";

  private final List<String> heading;
  private final List<List<String>> rows = new ArrayList<>();

  public Grid(String... heading) {
    this(List.of(heading));
  }

  public Grid(List<String> heading) {
    this.heading = List.copyOf(heading);
  }

  /** Adds a row; whole numbers get thousands separators, null is empty. */
  public Grid add(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(text(cell));
    }
    rows.add(row);
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  private static String text(Object cell) {
    if (cell == null) {
      return "";
    }
    if (cell instanceof Long || cell instanceof Integer) {
      return String.format(Locale.ROOT, "%,d", ((Number) cell).longValue());
    }
    return cell.toString();
  }

  /**
   * Hands over the lines, the heading first.
   *
   * @param width longest line; the last column is cut to fit
   */
  public void print(String indent, int width, Consumer<String> lines) {
    int columns = heading.size();
    int[] widths = new int[columns];
    boolean[] right = new boolean[columns];
    for (int column = 0; column < columns; column++) {
      widths[column] = heading.get(column).length();
      right[column] = !rows.isEmpty();
      for (List<String> row : rows) {
        String cell = row.get(column);
        widths[column] = Math.max(widths[column], length(cell));
        right[column] &= NUMBER.matcher(cell).matches();
      }
    }
    if (heading.stream().anyMatch(name -> !name.isEmpty())) {
      lines.accept(line(indent, heading, widths, right, width));
    }
    rows.forEach(row -> lines.accept(line(indent, row, widths, right, width)));
  }

  private static String line(
      String indent, List<String> row, int[] widths, boolean[] right, int width) {
    StringBuilder line = new StringBuilder(indent);
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      String space = " ".repeat(widths[column] - length(cell));
      line.append(column == 0 ? "" : "  ");
      line.append(right[column] ? space + cell : cell + space);
    }
    String text = line.toString().stripTrailing();
    return length(text) <= width || ANSI.matcher(text).find()
        ? text
        : text.substring(0, Math.max(1, width - 1)) + CUT;
  }

  private static int length(String cell) {
    return ANSI.matcher(cell).replaceAll("").length();
  }
}
