package io.healthfinance.lakehouse.silver;

import static java.util.stream.Collectors.joining;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.runtime.AuditBranch;
import io.healthfinance.lakehouse.runtime.TableSession;
import io.healthfinance.lakehouse.runtime.TaggedWrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Keeps {@code <table>_history}: one row per version of a key (SCD2). The versions of every touched
 * key are laid out again from all its valid events, so a late event is spliced in and the result
 * does not depend on the order of arrival.
 */
final class HistoryWriter {

  private final TableSession session;
  private final TableContract contract;
  private final RowProjection projection;

  HistoryWriter(TableSession session, TableContract contract) {
    this.session = session;
    this.contract = contract;
    this.projection = new RowProjection(contract);
  }

  /** Valid events of a batch, as the versions table stores them. */
  Dataset<Row> versions(Dataset<Row> classified) {
    List<String> select = new ArrayList<>(projection.values());
    select.addAll(RowProjection.position());
    select.add("_op");
    return classified
        .where("_event_class NOT IN ('control', 'quarantined', 'duplicate')")
        .selectExpr(select.toArray(String[]::new));
  }

  /** A complete re-snapshot as an event without key: it ends keys of older epochs. */
  Dataset<Row> ending(OrderKey floor, SourceEpochs epochs, StructType schema) {
    long startMicros = epochs.starts().get(floor.epoch() - 1).toEpochMilli() * 1000L;
    List<String> select = new ArrayList<>();
    for (StructField field : schema.fields()) {
      String value =
          switch (field.name()) {
            case SystemColumns.EPOCH -> Integer.toString(floor.epoch());
            case SystemColumns.CLASS -> Integer.toString(floor.snapshotClass());
            case SystemColumns.LSN -> floor.lsn() + "L";
            case SystemColumns.CHANGED -> Boolean.toString(floor.changed());
            case SystemColumns.SOURCE_TS -> "timestamp_micros(" + startMicros + "L)";
            case SystemColumns.PAYLOAD_HASH -> OrderKey.NO_PAYLOAD_SQL;
            case "_op" -> "'t'";
            default -> "cast(NULL AS " + field.dataType().sql() + ")";
          };
      select.add(value + " AS `" + field.name() + "`");
    }
    return session.spark().range(1).selectExpr(select.toArray(String[]::new));
  }

  /**
   * @param versions all valid events, this batch included
   * @param touched valid events of this batch
   * @param events how many events this batch holds
   * @param isEmpty the history has no rows yet
   * @param endsKeys a truncate or complete re-snapshot came: every key may have ended
   */
  void write(
      Dataset<Row> versions,
      Dataset<Row> touched,
      long events,
      boolean isEmpty,
      boolean endsKeys,
      String runId,
      Map<String, String> properties) {
    String suffix = "_of_" + contract.table();
    versions.createOrReplaceTempView("versions" + suffix);
    touched.createOrReplaceTempView("touched" + suffix);
    String keys = String.join(", ", projection.keys());
    String ofTouched =
        isEmpty || endsKeys
            ? "SELECT * FROM versions" + suffix
            : "SELECT v.* FROM versions%1$s v LEFT SEMI JOIN touched%1$s t ON %2$s"
                .formatted(suffix, projection.sameKey("v", "t"));
    TaggedWrite write = new TaggedWrite(branch(), properties);
    try {
      Dataset<Row> laid = session.spark().sql(intervals(ofTouched, suffix, keys, runId));
      if (isEmpty) {
        write.append(laid);
      } else {
        // The merge reads the intervals three times: kept, they are laid out once.
        merge(session.kept(laid, endsKeys ? Long.MAX_VALUE : events), suffix, endsKeys, write);
      }
    } finally {
      for (String view : List.of("versions", "touched")) {
        session.spark().catalog().dropTempView(view + suffix);
      }
    }
  }

  private void merge(Dataset<Row> laid, String suffix, boolean endsKeys, TaggedWrite write) {
    try {
      laid.createOrReplaceTempView("laid" + suffix);
      write.merge(session.spark(), mergeSql(suffix, endsKeys));
    } finally {
      laid.unpersist();
      session.spark().catalog().dropTempView("laid" + suffix);
    }
  }

  private String intervals(String ofTouched, String suffix, String keys, String runId) {
    List<String> out = new ArrayList<>();
    SilverTables.valueNames(contract).forEach(name -> out.add("`" + name + "`"));
    out.add("timestamp_micros(valid_from) AS valid_from");
    out.add("timestamp_micros(valid_to) AS valid_to");
    out.add("valid_to IS NULL AS is_current");
    out.add("_class = 1 AS valid_from_known");
    out.addAll(RowProjection.position());
    out.add("'" + runId + "' AS " + SystemColumns.RUN_ID);
    List<String> event = new ArrayList<>();
    SilverTables.valueNames(contract).forEach(name -> event.add("`" + name + "`"));
    String values = String.join(", ", event);
    event.addAll(RowProjection.position());
    event.add("_op");
    String all = String.join(", ", event);
    String window =
        "PARTITION BY " + keys + " ORDER BY _epoch, _class, _lsn, _changed, _payload_hash, _op";
    // At one position a change wins, then the greater payload; a redelivered event is one event.
    String once =
        "row_number() OVER (PARTITION BY "
            + keys
            + ", _epoch, _class, _lsn ORDER BY _changed DESC, _payload_hash DESC, _op DESC)";
    // Neither names a key. A truncate ends every key that has an older version, a complete
    // re-snapshot those that neither it nor the stream of its epoch shows.
    String ends =
        ("SELECT %s, %s, x._op FROM (SELECT *, row_number() OVER (%s) AS _n,"
                + " collect_set(_epoch) OVER (PARTITION BY %s) AS _epochs FROM events) k"
                + " JOIN versions%s x ON k._n = 1 AND x._op = 't' AND %s < %s"
                + " AND (x._class = 1 OR NOT array_contains(k._epochs, x._epoch))")
            .formatted(
                values.replaceAll("`(\\w+)`", "k.`$1`"),
                RowProjection.position().stream().map(c -> "x." + c).collect(joining(", ")),
                window,
                keys,
                suffix,
                OrderKey.sql("k"),
                OrderKey.sql("x"));
    return ("WITH events AS (SELECT %6$s FROM (SELECT *, %7$s AS _once FROM (%1$s)"
            + "   WHERE _op <> 't') WHERE _once = 1),"
            + " ended AS (SELECT %6$s FROM events UNION ALL %2$s),"
            + " compared AS (SELECT *, lag(_payload_hash) OVER (%3$s) AS _before FROM ended),"
            + " changed AS (SELECT *, row_number() OVER (%3$s) AS _i FROM compared"
            + "   WHERE _payload_hash <> coalesce(_before, %4$s)),"
            + " placed AS (SELECT *, _i + max(unix_micros(_source_ts) - _i) OVER (%3$s"
            + "   ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS valid_from FROM changed),"
            + " closed AS (SELECT *, lead(valid_from) OVER (%3$s) AS valid_to FROM placed)"
            + " SELECT %5$s FROM closed WHERE _op NOT IN ('d', 't')")
        .formatted(
            ofTouched, ends, window, OrderKey.NO_PAYLOAD_SQL, String.join(", ", out), all, once);
  }

  private String branch() {
    return AuditBranch.sqlName("silver", contract.table() + "_history");
  }

  private String mergeSql(String suffix, boolean endsKeys) {
    String history = branch();
    List<String> columns = new ArrayList<>(SilverTables.valueNames(contract));
    columns.addAll(List.of("valid_from", "valid_to", "is_current", "valid_from_known"));
    columns.addAll(RowProjection.position());
    columns.add(SystemColumns.RUN_ID);
    String position =
        "t._epoch = s._epoch AND t._class = s._class AND t._lsn = s._lsn"
            + " AND t._payload_hash = s._payload_hash";
    String names = columns.stream().map(c -> "`" + c + "`").collect(joining(", "));
    String gone =
        "SELECT %s, true AS _gone FROM %s t %s WHERE NOT EXISTS (SELECT 1 FROM laid%s s WHERE %s"
            .formatted(
                columns.stream().map(c -> "t.`" + c + "`").collect(joining(", ")),
                history,
                endsKeys
                    ? ""
                    : "LEFT SEMI JOIN touched%s k ON %s"
                        .formatted(suffix, projection.sameKey("t", "k")),
                suffix,
                projection.sameKey("t", "s") + " AND " + position + ")");
    return ("MERGE INTO %1$s AS t USING (SELECT *, false AS _gone FROM laid%2$s UNION ALL %3$s) AS"
            + " s ON %4$s AND %5$s WHEN MATCHED AND s._gone THEN DELETE WHEN MATCHED AND NOT"
            + " (t.valid_from <=> s.valid_from AND t.valid_to <=> s.valid_to) THEN UPDATE SET"
            + " t.valid_from = s.valid_from, t.valid_to = s.valid_to, t.is_current ="
            + " s.is_current, t._run_id = s._run_id WHEN NOT MATCHED AND NOT s._gone THEN"
            + " INSERT (%6$s) VALUES (%7$s)")
        .formatted(
            history,
            suffix,
            gone,
            projection.sameKey("t", "s"),
            position,
            names,
            columns.stream().map(c -> "s.`" + c + "`").collect(joining(", ")));
  }
}
