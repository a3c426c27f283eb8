package io.healthfinance.lakehouse.operations;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.ops.BronzeFileRow;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.OpsTables;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Follows a silver row back to the run and snapshot that hold it and to every event of its key. */
public final class Trace {

  /**
   * One event of the key.
   *
   * @param file landing file as the sink wrote it
   * @param position of the event in the file that bronze reads, from 0
   * @param shown whether the silver row is this event
   */
  public record Event(
      String operation,
      Long lsn,
      Instant sourceTime,
      String landingHour,
      String file,
      long position,
      boolean shown) {}

  /**
   * @param runId run that last wrote the row; empty when silver has no row of the key
   * @param newerRejectedLsn a newer event of the key waits in quarantine
   */
  public record Result(
      String table,
      Optional<String> runId,
      long snapshotId,
      Optional<Long> newerRejectedLsn,
      List<Event> events) {}

  private final SparkSession spark;
  private final LakeCatalog lake;
  private final OpsTables ops;

  public Trace(SparkSession spark, LakeCatalog lake, OpsTables ops) {
    this.spark = spark;
    this.lake = lake;
    this.ops = ops;
  }

  /**
   * @param key values of the key columns as text, in key order
   * @throws IllegalArgumentException when their number is wrong
   */
  public Result of(TableContract contract, List<String> key) {
    if (key.size() != contract.key().size()) {
      throw new IllegalArgumentException(
          "The key of "
              + contract.table()
              + " is "
              + String.join(", ", contract.key())
              + ": give "
              + contract.key().size()
              + " values, separated by commas");
    }
    Table silver = lake.load("silver", contract.table());
    Optional<Row> row =
        spark
            .table(LakeCatalog.NAME + ".silver." + contract.table())
            .where(matches(contract, key, ""))
            .selectExpr("_run_id", "_lsn", "_class", "_newer_rejected_lsn")
            .collectAsList()
            .stream()
            .findFirst();
    return new Result(
        contract.table(),
        row.map(r -> r.getString(0)),
        silver.currentSnapshot().snapshotId(),
        row.filter(r -> !r.isNullAt(3)).map(r -> r.getLong(3)),
        events(contract, key, row));
  }

  private List<Event> events(TableContract contract, List<String> key, Optional<Row> shown) {
    Map<String, String> landed = new HashMap<>();
    for (BronzeFileRow file : ops.read(OpsTable.BRONZE_FILES)) {
      landed.put(file.dataFile(), file.file());
    }
    Dataset<Row> bronze = spark.table(LakeCatalog.NAME + ".bronze." + contract.table());
    return bronze
        .where(matches(contract, key, "after.").or(matches(contract, key, "before.")))
        .selectExpr(
            "op",
            "source.lsn",
            "timestamp_millis(source.ts_ms)",
            "landing_hour",
            "_file",
            "_pos",
            "if(op = 'r', 0, 1)")
        .orderBy("lsn", "_file", "_pos")
        .collectAsList()
        .stream()
        .map(event -> event(event, landed, shown))
        .toList();
  }

  private static Event event(Row event, Map<String, String> landed, Optional<Row> shown) {
    Long lsn = event.isNullAt(1) ? null : event.getLong(1);
    boolean isShown =
        lsn != null
            && shown.filter(r -> r.getLong(1) == lsn && r.getInt(2) == event.getInt(6)).isPresent();
    Timestamp time = event.getTimestamp(2);
    return new Event(
        event.getString(0),
        lsn,
        time == null ? null : time.toInstant(),
        event.getString(3),
        landed.getOrDefault(event.getString(4), event.getString(4)),
        event.getLong(5),
        isShown);
  }

  private static Column matches(TableContract contract, List<String> key, String prefix) {
    Column condition = functions.lit(true);
    for (int i = 0; i < key.size(); i++) {
      condition =
          condition.and(
              functions.col(prefix + contract.key().get(i)).cast("string").equalTo(key.get(i)));
    }
    return functions.coalesce(condition, functions.lit(false));
  }
}
