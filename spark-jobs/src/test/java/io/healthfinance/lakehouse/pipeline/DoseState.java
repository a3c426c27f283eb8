package io.healthfinance.lakehouse.pipeline;

import static java.util.stream.Collectors.toMap;

import io.healthfinance.lakehouse.silver.ChangeEvent;
import io.healthfinance.lakehouse.silver.ReferenceReducer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a lake says after its last batch, without the columns that name runs.
 *
 * @param tombstones newest per key, of those that still decide: a delete that came after a newer
 *     row, or below a truncate, has nothing to say and is kept only when it came first
 */
record DoseState(
    List<String> silver, List<String> history, List<String> tombstones, Set<String> quarantine) {

  private static final String ORDER = "struct(_epoch, _class, _lsn, _changed, _payload_hash)";

  static DoseState of(SparkSession spark) {
    return new DoseState(
        texts(spark.table("lake.silver.doses").drop("_run_id").orderBy("dose_id")),
        texts(
            spark
                .table("lake.silver.doses_history")
                .drop("_run_id")
                .orderBy("dose_id", "valid_from")),
        rows(
            spark,
            ("SELECT d.dose_id, d.newest FROM (SELECT dose_id, max(%1$s) AS newest"
                    + " FROM lake.state.doses GROUP BY dose_id) d"
                    + " LEFT JOIN (SELECT dose_id, %1$s AS served FROM lake.silver.doses) s"
                    + " ON s.dose_id = d.dose_id CROSS JOIN (SELECT max(%1$s) AS floor"
                    + " FROM lake.state.doses_versions WHERE _op = 't') f"
                    + " WHERE (served IS NULL OR newest > served)"
                    + " AND (floor IS NULL OR newest > floor) ORDER BY dose_id")
                .formatted(ORDER)),
        Set.copyOf(
            rows(
                spark,
                "SELECT lsn, op, epoch, class, rules, key_token IS NULL"
                    + " FROM lake.quarantine.doses")));
  }

  private static List<String> rows(SparkSession spark, String sql) {
    return texts(spark.sql(sql));
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).toList();
  }

  /** The served positions by key. */
  static Map<String, ReferenceReducer.Served> served(SparkSession spark) {
    return spark
        .sql(
            "SELECT dose_id, _epoch, _class, _lsn, _changed, _payload_hash, _newer_rejected_lsn"
                + " FROM lake.silver.doses")
        .collectAsList()
        .stream()
        .collect(
            toMap(
                row -> row.getString(0),
                row ->
                    new ReferenceReducer.Served(
                        row.getInt(1),
                        row.getInt(2),
                        row.getLong(3),
                        row.getBoolean(4),
                        row.getLong(5),
                        row.isNullAt(6) ? null : row.getLong(6))));
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
    return java.util.stream.IntStream.range(0, changes.size())
        .mapToObj(i -> changes.get(i).withHash(hashes.get(i).getLong(0)))
        .toList();
  }

  private static String text(String value) {
    return value == null ? "NULL" : "'" + value + "'";
  }
}
