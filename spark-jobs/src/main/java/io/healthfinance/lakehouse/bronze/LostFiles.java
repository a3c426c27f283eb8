package io.healthfinance.lakehouse.bronze;

import io.healthfinance.lakehouse.ops.BronzeFileRow;
import io.healthfinance.lakehouse.ops.OperatorActionRow;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.OpsTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Landing files that were registered once and that bronze holds no longer, though no operator took
 * them out: retention or a hand did. What silver took from them cannot be computed again.
 */
public final class LostFiles {

  private LostFiles() {}

  /** The lost files of a bronze table, oldest landing hour first. */
  public static List<BronzeFileRow> of(Table bronze, String table, OpsTables ops) {
    Set<String> present = present(bronze);
    Map<String, Instant> decided = new HashMap<>();
    for (OperatorActionRow action :
        ops.read(OpsTable.OPERATOR_ACTIONS, Expressions.equal("table_name", table))) {
      if (action.action().equals(FileExclusion.EXCLUDE)
          || action.action().equals(FileExclusion.INCLUDE)) {
        decided.merge(action.file(), action.at(), BinaryOperator.maxBy(Comparator.naturalOrder()));
      }
    }
    Map<String, BronzeFileRow> newest = new HashMap<>();
    for (BronzeFileRow row :
        ops.read(OpsTable.BRONZE_FILES, Expressions.equal("table_name", table))) {
      newest.merge(
          row.file(), row, BinaryOperator.maxBy(Comparator.comparing(BronzeFileRow::recordedAt)));
    }
    return newest.values().stream()
        .filter(row -> !present.contains(row.dataFile()))
        .filter(row -> !decided.getOrDefault(row.file(), Instant.MIN).isAfter(row.recordedAt()))
        .sorted(Comparator.comparing(BronzeFileRow::landingHour).thenComparing(BronzeFileRow::file))
        .toList();
  }

  private static Set<String> present(Table bronze) {
    Set<String> present = new HashSet<>();
    try (CloseableIterable<FileScanTask> tasks = bronze.newScan().planFiles()) {
      tasks.forEach(task -> present.add(task.file().location()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the files of " + bronze.name(), e);
    }
    return present;
  }
}
