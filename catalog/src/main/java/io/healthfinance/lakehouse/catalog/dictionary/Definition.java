package io.healthfinance.lakehouse.catalog.dictionary;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.util.List;

/**
 * What a published number means, decided once and realised by one or more columns.
 *
 * @param id by which tables and tests name it
 * @param source who defines it so
 * @param numbers what realises it: {@code layer.table} for a whole table, {@code
 *     layer.table.column} for one column
 */
public record Definition(
    String id, String title, String text, String source, List<String> numbers) {

  /** Whether anything of the table realises it. */
  public boolean concerns(SqlTable table) {
    return numbers.stream()
        .anyMatch(
            number ->
                number.equals(table.qualified()) || number.startsWith(table.qualified() + "."));
  }

  /** Whether it decides the values of a column, by name or as part of its whole table. */
  public boolean decides(SqlTable table, String column) {
    return numbers.contains(table.qualified())
        || numbers.contains(table.qualified() + "." + column);
  }
}
