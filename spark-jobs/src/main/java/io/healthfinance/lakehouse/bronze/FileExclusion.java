package io.healthfinance.lakehouse.bronze;

import io.healthfinance.lakehouse.ops.BronzeFileRow;
import io.healthfinance.lakehouse.ops.OperatorActionRow;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.OpsTables;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.expressions.Expressions;

/**
 * Takes a landing file out of bronze by an operator's decision, and back in. The file itself stays
 * where it is: expiring bronze snapshots must keep data files ({@code cleanExpiredFiles(false)}),
 * or the decision could not be reversed.
 */
public final class FileExclusion {

  public static final String EXCLUDE = "exclude";
  public static final String INCLUDE = "include";

  private final Catalog catalog;
  private final OpsTables ops;
  private final Clock clock;

  public FileExclusion(Catalog catalog, OpsTables ops, Clock clock) {
    this.catalog = catalog;
    this.ops = ops;
    this.clock = clock;
  }

  /**
   * Removes a registered file's events from bronze. Repeating it changes nothing but the audit
   * trail.
   *
   * @param file location in the landing zone
   * @return the table the file belonged to
   * @throws IllegalArgumentException when bronze never held the file
   */
  public String exclude(String file, String reason, String operator, String runId) {
    BronzeFileRow row = registration(file);
    // Recorded first: a file that is gone without a record would be a silent loss.
    record(EXCLUDE, row.tableName(), file, reason, operator, runId);
    Table table = catalog.loadTable(BronzeTables.identifier(row.tableName()));
    if (isPresent(table, row)) {
      table
          .newDelete()
          .deleteFile(row.dataFile())
          .set("lake.run-id", runId)
          .set("lake.excluded-file", file)
          .commit();
    }
    return row.tableName();
  }

  /**
   * Lifts an exclusion; the next run registers the file again.
   *
   * @return the table the file belongs to
   * @throws IllegalArgumentException when the file is not excluded
   */
  public String include(String file, String reason, String operator, String runId) {
    Optional<OperatorActionRow> latest =
        ops.read(OpsTable.OPERATOR_ACTIONS, Expressions.equal("file", file)).stream()
            .filter(row -> row.action().equals(EXCLUDE) || row.action().equals(INCLUDE))
            .max(Comparator.comparing(OperatorActionRow::at));
    if (latest.filter(row -> row.action().equals(EXCLUDE)).isEmpty()) {
      throw new IllegalArgumentException("File " + file + " is not excluded");
    }
    String table = latest.get().tableName();
    record(INCLUDE, table, file, reason, operator, runId);
    return table;
  }

  private BronzeFileRow registration(String file) {
    return ops.read(OpsTable.BRONZE_FILES, Expressions.equal("file", file)).stream()
        .max(Comparator.comparing(BronzeFileRow::recordedAt))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Bronze holds no file "
                        + file
                        + "; ./lake sql \"SELECT file FROM ops.bronze_files\" lists them"));
  }

  private static boolean isPresent(Table table, BronzeFileRow row) {
    try (var tasks =
        table
            .newScan()
            .filter(Expressions.equal(BronzeSchema.LANDING_HOUR, row.landingHour()))
            .planFiles()) {
      for (var task : tasks) {
        if (task.file().location().equals(row.dataFile())) {
          return true;
        }
      }
      return false;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException("Cannot list the files of " + table.name(), e);
    }
  }

  private void record(
      String action, String table, String file, String reason, String operator, String runId) {
    ops.append(
        OpsTable.OPERATOR_ACTIONS,
        List.of(
            new OperatorActionRow(action, table, file, reason, operator, runId, clock.instant())));
  }
}
