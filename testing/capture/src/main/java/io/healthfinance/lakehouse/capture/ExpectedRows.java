package io.healthfinance.lakehouse.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes rows of the source as canonical text: the strings over which the lake's row checksum is
 * taken. {@code \N} is NULL, {@code \0} a NULL element of an array, {@code \n} a line feed and
 * {@code \\} a backslash.
 */
final class ExpectedRows {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').build();

  private final Path folder;

  ExpectedRows(Path folder) {
    this.folder = folder;
  }

  void write(SourceDatabase source, String table) throws SQLException, IOException {
    write(source, table, "TRUE");
  }

  void write(SourceDatabase source, String table, String condition)
      throws SQLException, IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(names(source, table));
    rows.addAll(read(source, table, condition));
    write(table, rows);
  }

  void write(String table, List<List<String>> rows) throws IOException {
    Files.createDirectories(folder);
    try (CSVPrinter printer =
        new CSVPrinter(Files.newBufferedWriter(folder.resolve(table + ".csv")), FORMAT)) {
      printer.printRecords(rows);
    }
  }

  static List<String> names(SourceDatabase source, String table) throws SQLException {
    return columns(source, table, "quote_ident(column_name)");
  }

  static List<List<String>> read(SourceDatabase source, String table, String condition)
      throws SQLException {
    List<String> expressions =
        columns(
            source,
            table,
            """
            CASE
              WHEN data_type LIKE 'timestamp%' THEN
                format('(extract(epoch FROM %1$I) * 1000000)::bigint::text', column_name)
              WHEN data_type LIKE 'time %' THEN
                format('CASE WHEN %1$I = ''24:00'' THEN ''24:00:00.000000'' ELSE '
                  || 'to_char(''epoch''::timestamp + %1$I, ''HH24:MI:SS.US'') END', column_name)
              -- The connector cannot say NaN in a decimal and sends NULL.
              WHEN data_type = 'numeric' THEN format('nullif(%1$I, ''NaN'')::text', column_name)
              WHEN data_type = 'ARRAY' THEN
                format('CASE WHEN %1$I IS NOT NULL THEN ''['' || coalesce((SELECT string_agg('
                  || 'coalesce(%2$s, E''\\x01''), '','' ORDER BY n) '
                  || 'FROM unnest(%1$I) WITH ORDINALITY AS u(e, n)), '''') || '']'' END',
                  column_name,
                  CASE WHEN udt_name IN ('_timestamp', '_timestamptz')
                    THEN '(extract(epoch FROM e) * 1000000)::bigint::text' ELSE 'e::text' END)
              ELSE format('%1$I::text', column_name)
            END""");
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = source.connection().createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT %s FROM %s WHERE %s ORDER BY 1"
                    .formatted(String.join(", ", expressions), table, condition))) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= expressions.size(); i++) {
          String text = result.getString(i);
          row.add(text == null ? "\\N" : escape(text));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\u0001", "\\0");
  }

  private static List<String> columns(SourceDatabase source, String table, String expression)
      throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = source.connection().createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT %s FROM information_schema.columns WHERE table_name = '%s' ORDER BY ordinal_position"
                    .formatted(expression, table))) {
      while (result.next()) {
        found.add(result.getString(1));
      }
    }
    return found;
  }
}
