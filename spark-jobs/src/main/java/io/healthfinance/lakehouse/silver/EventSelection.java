package io.healthfinance.lakehouse.silver;

import static org.apache.spark.sql.functions.broadcast;

import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The events that a batch judges, and the landed files that hold them.
 *
 * @param places file and position of the only ones to judge; empty for all events of the files
 * @param events number of events to judge, known without reading them
 */
record EventSelection(BronzeFiles files, Optional<Dataset<Row>> places, long events) {

  /** All events of the files. */
  static EventSelection all(BronzeFiles files) {
    return new EventSelection(files, Optional.empty(), files.events());
  }

  /**
   * The events in quarantine.
   *
   * @throws TableBlockedException when bronze no longer holds one of their files
   */
  static EventSelection quarantined(String table, Table bronze, Dataset<Row> quarantine) {
    Set<String> wanted =
        quarantine.select("file").distinct().as(Encoders.STRING()).collectAsList().stream()
            .collect(Collectors.toSet());
    BronzeFiles files = BronzeFiles.named(bronze, wanted::contains);
    if (files.count() < wanted.size()) {
      throw new TableBlockedException(
          table,
          "Bronze no longer holds "
              + (wanted.size() - files.count())
              + " files with quarantined events of "
              + table
              + ", so they cannot be judged again. Bring the files back from the archive; what is"
              + " published stays as it is");
    }
    return new EventSelection(
        files,
        Optional.of(quarantine.selectExpr("file AS _q_file", "row_pos AS _q_pos")),
        quarantine.count());
  }

  /** The envelopes, with {@code _file} and {@code _pos}; valid until closed. */
  BronzeFiles.Staged read(SparkSession spark, String table) {
    String name = LakeCatalog.NAME + ".bronze." + table;
    if (files.isEmpty()) {
      return new BronzeFiles.Staged(
          spark.table(name).selectExpr("*", "_file", "_pos").where("false"), () -> {});
    }
    BronzeFiles.Staged staged = files.read(spark, name);
    return places
        .map(
            only ->
                new BronzeFiles.Staged(
                    staged
                        .rows()
                        .selectExpr("*", "_file", "_pos")
                        .join(
                            broadcast(only),
                            org.apache.spark.sql.functions.expr(
                                "_file = _q_file AND _pos = _q_pos"),
                            "left_semi"),
                    staged::close))
        .orElse(staged);
  }
}
