package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.OpsTables;
import io.healthfinance.lakehouse.ops.TableRunRow;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How many rows the tables had when they were published. */
final class RowHistory {

  private RowHistory() {}

  /**
   * Published row counts by layer and table, oldest first; what an operator took back does not
   * count.
   */
  static Map<String, List<Long>> of(OpsTables ops) {
    Comparator<TableRunRow> byTime = Comparator.comparing(TableRunRow::recordedAt);
    Map<Long, TableRunRow> lastWord =
        ops.read(OpsTable.TABLE_RUNS).stream()
            .filter(row -> row.snapshotId() != null)
            .collect(
                Collectors.toMap(
                    TableRunRow::snapshotId, Function.identity(), BinaryOperator.maxBy(byTime)));
    return lastWord.values().stream()
        .filter(row -> row.status().equals(Outcome.Status.PUBLISHED.name()))
        .sorted(byTime)
        .collect(
            Collectors.groupingBy(
                row -> row.layer() + "." + row.tableName(),
                Collectors.mapping(TableRunRow::rowCount, Collectors.toList())));
  }
}
