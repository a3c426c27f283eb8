package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.bronze.BronzeResult;
import io.healthfinance.lakehouse.bronze.BronzeRun;
import io.healthfinance.lakehouse.bronze.PendingFile;
import io.healthfinance.lakehouse.bronze.RejectReason;
import io.healthfinance.lakehouse.bronze.RejectedFile;
import io.healthfinance.lakehouse.bronze.SchemaDrift;
import io.healthfinance.lakehouse.ops.AlertRow;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.OpsTables;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.expressions.Expressions;

/**
 * Tells a person what bronze found. What stays as it is from run to run, an unknown folder or a
 * file that waits, is told once.
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

  void tell(BronzeRun bronze) {
    for (BronzeResult result : bronze.tables()) {
      result
          .failure()
          .ifPresent(sentence -> log.alert("critical", BRONZE_FAILED, result.table(), sentence));
      result.drift().forEach(drift -> log.alert(WARNING, SCHEMA_DRIFT, drift.table(), text(drift)));
      if (!result.rejected().isEmpty()) {
        log.alert(WARNING, FILES_REJECTED, result.table(), rejected(result));
      }
      for (PendingFile file : result.pending()) {
        once(
            FILES_PENDING,
            result.table(),
            file.file().location() + " waits, as it may still be written: " + file.sentence());
      }
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

  private static String rejected(BronzeResult result) {
    Map<RejectReason, Long> reasons =
        result.rejected().stream()
            .collect(
                Collectors.groupingBy(RejectedFile::reason, TreeMap::new, Collectors.counting()));
    List<String> counts =
        reasons.entrySet().stream()
            .map(reason -> reason.getValue() + " " + reason.getKey())
            .toList();
    return "Files of "
        + result.table()
        + " were rejected ("
        + String.join(", ", counts)
        + "), the first of them: "
        + result.rejected().get(0).sentence();
  }
}
