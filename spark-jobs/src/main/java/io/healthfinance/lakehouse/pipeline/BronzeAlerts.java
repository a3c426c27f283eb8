package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.bronze.BronzeResult;
import io.healthfinance.lakehouse.bronze.BronzeRun;
import io.healthfinance.lakehouse.bronze.PendingFile;
import io.healthfinance.lakehouse.bronze.SchemaDrift;
import io.healthfinance.lakehouse.ops.AlertRow;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.OpsTables;
import io.healthfinance.lakehouse.ops.RejectedFileRow;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.expressions.Expressions;

/**
 * Tells a person what bronze found. What stays as it is from run to run, an unknown folder or a
 * file that waits, is told once. A run that was killed may have recorded rejected files without
 * telling of them; the next run does.
 */
final class BronzeAlerts {

  static final String SCHEMA_DRIFT = "SCHEMA_DRIFT";
  static final String FILES_REJECTED = "FILES_REJECTED";
  static final String FILES_PENDING = "FILES_PENDING";
  static final String UNKNOWN_FOLDER = "UNKNOWN_FOLDER";
  static final String BRONZE_FAILED = "BRONZE_FAILED";

  private static final String WARNING = "warning";

  private final RunLog log;
  private final OpsTables ops;

  BronzeAlerts(RunLog log, OpsTables ops) {
    this.log = log;
    this.ops = ops;
  }

  /**
   * @param runIds this run, and the killed one before it
   */
  void tell(BronzeRun bronze, List<String> runIds) {
    for (BronzeResult result : bronze.tables()) {
      result
          .failure()
          .ifPresent(sentence -> log.alert("critical", BRONZE_FAILED, result.table(), sentence));
      result.drift().forEach(drift -> log.alert(WARNING, SCHEMA_DRIFT, drift.table(), text(drift)));
      for (PendingFile file : result.pending()) {
        once(
            FILES_PENDING,
            result.table(),
            file.file().location() + " waits, as it may still be written: " + file.sentence());
      }
    }
    boolean rejections = bronze.tables().stream().anyMatch(result -> !result.rejected().isEmpty());
    if (rejections || runIds.size() > 1) {
      tellRejected(runIds);
    }
    for (String folder : bronze.unknownFolders()) {
      once(
          UNKNOWN_FOLDER,
          null,
          "Landing folder "
              + folder
              + " belongs to no table, its files are not read: correct the sink's path, or add"
              + " catalog/tables/"
              + folder
              + ".yaml");
    }
    log.flush();
  }

  private void once(String kind, String table, String message) {
    Set<String> told =
        ops.read(OpsTable.ALERTS, Expressions.equal("kind", kind)).stream()
            .map(AlertRow::message)
            .collect(Collectors.toSet());
    if (!told.contains(message)) {
      log.alert(WARNING, kind, table, message);
    }
  }

  private static String text(SchemaDrift drift) {
    return "Column %s (%s) of %s is new and was taken into bronze; silver ignores it until the"
            .formatted(drift.column(), drift.type(), drift.table())
        + " contract names it. First seen in "
        + drift.file();
  }

  private void tellRejected(List<String> runIds) {
    Map<String, List<RejectedFileRow>> byRunAndTable =
        ops.read(OpsTable.REJECTED_FILES, Expressions.in("run_id", runIds.toArray())).stream()
            .sorted(Comparator.comparing(RejectedFileRow::file))
            .collect(
                Collectors.groupingBy(
                    row -> row.runId() + "/" + row.tableName(), TreeMap::new, Collectors.toList()));
    byRunAndTable
        .values()
        .forEach(rows -> once(FILES_REJECTED, rows.get(0).tableName(), rejected(rows)));
  }

  private static String rejected(List<RejectedFileRow> rows) {
    Map<String, Long> reasons =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    RejectedFileRow::reason, TreeMap::new, Collectors.counting()));
    List<String> counts =
        reasons.entrySet().stream()
            .map(reason -> reason.getValue() + " " + reason.getKey())
            .toList();
    return "Files of "
        + rows.get(0).tableName()
        + " were rejected ("
        + String.join(", ", counts)
        + "), the first of them: "
        + rows.get(0).sentence();
  }
}
