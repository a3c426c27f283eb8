package io.healthfinance.lakehouse.cli.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.healthfinance.lakehouse.cli.Grid;
import io.healthfinance.lakehouse.cli.Terminal;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/** Writes the rows of an answer; CSV and JSON stream, a table holds what it shows. */
public final class RowWriter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Terminal terminal;

  public RowWriter(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Writes the rows.
   *
   * @param limit most rows to write; 0 for all
   * @return rows written
   */
  public long write(List<String> columns, Iterator<Row> rows, SqlFormat format, long limit) {
    return switch (format) {
      case TABLE -> table(columns, rows, limit);
      case CSV -> csv(columns, rows, limit);
      case JSON -> json(rows, limit);
    };
  }

  private long table(List<String> columns, Iterator<Row> rows, long limit) {
    Grid grid = new Grid(columns);
    long count = 0;
    for (; rows.hasNext() && (limit == 0 || count < limit); count++) {
      Row row = rows.next();
      grid.add(
          IntStream.range(0, row.size())
              .mapToObj(i -> row.isNullAt(i) ? "" : JsonCell.text(row.get(i)))
              .toArray());
    }
    grid.print("", terminal.interactive() ? terminal.width() : Integer.MAX_VALUE, terminal::line);
    String more = rows.hasNext() ? ", more with --limit" : "";
    terminal.line(terminal.dim("(" + count + (count == 1 ? " row" : " rows") + more + ")"));
    return count;
  }

  private long csv(List<String> columns, Iterator<Row> rows, long limit) {
    terminal.out().print(line(columns));
    long count = 0;
    for (; rows.hasNext() && (limit == 0 || count < limit); count++) {
      Row row = rows.next();
      terminal
          .out()
          .print(
              line(
                  IntStream.range(0, row.size())
                      .mapToObj(i -> row.isNullAt(i) ? null : JsonCell.text(row.get(i)))
                      .toList()));
    }
    terminal.out().flush();
    return count;
  }

  /** NULL is nothing, the empty text is two quotation marks. */
  private static String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(i == 0 ? "" : ",").append(cells.get(i) == null ? "" : quoted(cells.get(i)));
    }
    return line.append("\r\n").toString();
  }

  private static String quoted(String cell) {
    boolean plain =
        !cell.isEmpty()
            && cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  private long json(Iterator<Row> rows, long limit) {
    terminal.out().print("[");
    long count = 0;
    for (; rows.hasNext() && (limit == 0 || count < limit); count++) {
      terminal.out().print(count == 0 ? "\n" : ",\n");
      terminal.out().print(text(rows.next()));
    }
    terminal.line(count == 0 ? "]" : "\n]");
    return count;
  }

  private static String text(Row row) {
    try {
      return JSON.writeValueAsString(JsonCell.row(row));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write a row as JSON", e);
    }
  }
}
