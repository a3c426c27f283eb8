package io.healthfinance.lakehouse.pipeline;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.healthfinance.lakehouse.silver.ChangeEvent;
import io.healthfinance.lakehouse.silver.ReferenceHistory.Version;
import io.healthfinance.lakehouse.silver.ReferenceReducer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a lake says of one table after its last batch.
 *
 * @param values status and amount by key
 * @param tombstones keys whose newest tombstone decides: one below a newer row or a truncate has
 *     nothing to say and is there only when it came first
 * @param quarantine position and operation of the rejected events
 */
record DoseState(
    Map<String, ReferenceReducer.Served> served,
    Map<String, String> values,
    Set<Version> history,
    Set<String> tombstones,
    Set<String> quarantine) {

  private static final String ORDER = "struct(_epoch, _class, _lsn, _changed, _payload_hash)";

  static DoseState of(SparkSession spark, String table) {
    List<Row> rows =
        spark
            .sql(
                "SELECT dose_id, _epoch, _class, _lsn, _changed, _payload_hash,"
                    + " _newer_rejected_lsn, concat_ws(' ', status, amount, _warnings)"
                    + " FROM lake.silver."
                    + table)
            .collectAsList();
    return new DoseState(
        rows.stream().collect(toMap(row -> row.getString(0), DoseState::served)),
        rows.stream().collect(toMap(row -> row.getString(0), row -> row.getString(7))),
        spark
            .sql(
                "SELECT dose_id, _epoch, _class, _lsn, _changed, _payload_hash,"
                    + " unix_micros(valid_from), unix_micros(valid_to), is_current,"
                    + " valid_from_known FROM lake.silver."
                    + table
                    + "_history")
            .collectAsList()
            .stream()
            .map(DoseState::version)
            .collect(toSet()),
        texts(
            spark,
            ("SELECT d.dose_id FROM (SELECT dose_id, max(%1$s) AS newest"
                    + " FROM lake.state.%2$s GROUP BY dose_id) d"
                    + " LEFT JOIN (SELECT dose_id, %1$s AS served FROM lake.silver.%2$s) s"
                    + " ON s.dose_id = d.dose_id CROSS JOIN (SELECT max(%1$s) AS floor"
                    + " FROM lake.state.%2$s_versions WHERE _op = 't') f"
                    + " WHERE (served IS NULL OR newest > served)"
                    + " AND (floor IS NULL OR newest > floor)")
                .formatted(ORDER, table)),
        texts(
            spark,
            "SELECT concat_ws(' ', coalesce(lsn, -1), op, epoch, class, key_token IS NULL)"
                + " FROM lake.quarantine."
                + table));
  }

  /** A rejected event as {@link #quarantine} names it. */
  static String rejected(ChangeEvent event) {
    return "%d %s %d %d %s"
        .formatted(
            event.lsn() == null ? -1 : event.lsn(),
            event.op(),
            event.epoch(),
            "r".equals(event.op()) && event.initial() ? 0 : 1,
            event.key() == null);
  }

  private static ReferenceReducer.Served served(Row row) {
    return new ReferenceReducer.Served(
        row.getInt(1),
        row.getInt(2),
        row.getLong(3),
        row.getBoolean(4),
        row.getLong(5),
        row.isNullAt(6) ? null : row.getLong(6));
  }

  private static Version version(Row row) {
    if (row.getBoolean(8) != row.isNullAt(7) || row.getBoolean(9) != (row.getInt(2) == 1)) {
      throw new AssertionError("is_current or valid_from_known contradicts its version");
    }
    return new Version(
        row.getString(0),
        row.getInt(1),
        row.getInt(2),
        row.getLong(3),
        row.getBoolean(4),
        row.getLong(5),
        row.getLong(6),
        row.isNullAt(7) ? null : row.getLong(7));
  }

  private static Set<String> texts(SparkSession spark, String sql) {
    return spark.sql(sql).collectAsList().stream().map(row -> row.getString(0)).collect(toSet());
  }

  /** The changes with the payload hashes that silver would give them. */
  static List<ChangeEvent> hashed(SparkSession spark, List<Change> changes) {
    String values =
        changes.stream()
            .map(
                c ->
                    "(%s, %s, cast(%s AS int))"
                        .formatted(text(c.key()), text(c.status()), c.amount()))
            .collect(Collectors.joining(", "));
    List<Row> hashes =
        spark
            .sql(
                "SELECT xxhash64(k, s, a, array(isnull(k), isnull(s), isnull(a))) FROM (SELECT"
                    + " cast(k AS string) k, cast(s AS string) s, a FROM VALUES "
                    + values
                    + " AS changes(k, s, a))")
            .collectAsList();
    return IntStream.range(0, changes.size())
        .mapToObj(i -> changes.get(i).withHash(hashes.get(i).getLong(0)))
        .toList();
  }

  private static String text(String value) {
    return value == null ? "NULL" : "'" + value + "'";
  }
}
