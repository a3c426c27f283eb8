package io.healthfinance.lakehouse.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Decides what becomes of every event: one shuffle by key, one sort by order, then each event is
 * compared with its neighbour and with what is already known of its key.
 *
 * <p>Adds {@code _event_class}, {@code _ambiguous} (another payload at the same position), {@code
 * _old_hash} (payload hash of the served row of the key, NULL without one), {@code _rejected}
 * (place of the key's newest quarantined event of this batch), {@code _marks} (this quarantined
 * event is newer than a served row that the batch leaves alone; at most one event of a key).
 */
final class EventClassifier {

  private final TableContract contract;
  private final List<String> key;

  EventClassifier(TableContract contract) {
    this.contract = contract;
    this.key = contract.key();
  }

  /**
   * @param events decoded events
   * @param served the published table; empty when it has no rows
   * @param tombstones of earlier batches; empty when there are none
   * @param publishedFloor floor before this batch
   * @param floor floor including this batch
   */
  Dataset<Row> classify(
      Dataset<Row> events,
      Optional<Dataset<Row>> served,
      Optional<Dataset<Row>> tombstones,
      Optional<OrderKey> publishedFloor,
      Optional<OrderKey> floor) {
    Column[] keys = key.stream().map(name -> col("`" + name + "`")).toArray(Column[]::new);
    WindowSpec ofKey = Window.partitionBy(keys);
    WindowSpec newestFirst =
        ofKey.orderBy(
            col("_keyed").desc(),
            expr("_kind = 'quarantined'").desc(),
            col("_epoch").desc(),
            col("_class").desc(),
            col("_lsn").desc(),
            col("_changed").desc(),
            col("_payload_hash").desc(),
            col("_op").desc());
    Dataset<Row> ordered =
        events
            .withColumn("_keyed", expr("_kind IN ('upsert', 'delete')"))
            .withColumn("_order", expr(OrderKey.sql("")))
            .withColumn("_rank", org.apache.spark.sql.functions.row_number().over(newestFirst))
            .withColumn(
                "_newer",
                org.apache
                    .spark
                    .sql
                    .functions
                    .lag(expr("struct(_keyed AS k, _order AS o, _op AS op)"), 1)
                    .over(newestFirst))
            .withColumn(
                "_top",
                org.apache.spark.sql.functions.max(expr("if(_keyed, _order, NULL)")).over(ofKey))
            .withColumn(
                "_rejected",
                org.apache
                    .spark
                    .sql
                    .functions
                    .max(
                        expr(
                            "if(_kind = 'quarantined' AND _lsn IS NOT NULL, "
                                + OrderKey.PLACE_SQL
                                + ", NULL)"))
                    .over(ofKey));
    return withKnown(ordered, served, tombstones, floor)
        .withColumn("_event_class", expr(classSql(publishedFloor)))
        .withColumn(
            "_ambiguous",
            expr("_keyed AND (" + samePosition("_newer.o") + " OR " + samePosition("_base") + ")"))
        .withColumn(
            "_marks",
            expr(
                "_kind = 'quarantined' AND coalesce("
                    + OrderKey.PLACE_SQL
                    + " = _rejected AND _served_order < _rejected AND _served_order = _base, false)"
                    + " AND NOT coalesce(NOT _newer.k AND _newer.o.e = _epoch AND _newer.o.c ="
                    + " _class AND _newer.o.l = _lsn AND _newer.o.w = _changed, false) AND NOT"
                    + " coalesce(_top > _base, false)"))
        .drop("_kind", "_keyed", "_rank", "_newer", "_top", "_base", "_served_order");
  }

  /** Another payload at the event's own position. */
  private static String samePosition(String other) {
    return ("coalesce(%1$s.e = _epoch AND %1$s.c = _class AND %1$s.l = _lsn AND %1$s.w = _changed"
            + " AND %1$s.h <> _payload_hash, false)")
        .formatted(other);
  }

  private Dataset<Row> withKnown(
      Dataset<Row> ordered,
      Optional<Dataset<Row>> served,
      Optional<Dataset<Row>> tombstones,
      Optional<OrderKey> floor) {
    Dataset<Row> result =
        served
            .map(
                rows ->
                    leftJoin(
                        ordered,
                        rows.selectExpr(
                            keysAnd(
                                OrderKey.sql("") + " AS _served_order",
                                "_payload_hash AS _old_hash"))))
            .orElseGet(
                () ->
                    ordered
                        .withColumn(
                            "_served_order", expr("cast(NULL AS " + OrderKey.TYPE_SQL + ")"))
                        .withColumn("_old_hash", expr("cast(NULL AS bigint)")));
    result =
        tombstones.isEmpty()
            ? result.withColumn("_dead_order", expr("cast(NULL AS " + OrderKey.TYPE_SQL + ")"))
            : leftJoin(
                result,
                tombstones
                    .get()
                    .selectExpr(keysAnd(OrderKey.sql("") + " AS _o"))
                    .groupBy(key.stream().map(k -> col("`" + k + "`")).toArray(Column[]::new))
                    .agg(org.apache.spark.sql.functions.max("_o").as("_dead_order")));
    String floorSql =
        floor.map(OrderKey::literal).orElse("cast(NULL AS " + OrderKey.TYPE_SQL + ")");
    return result
        .withColumn("_base", expr("greatest(_served_order, _dead_order, " + floorSql + ")"))
        .drop("_dead_order");
  }

  private String classSql(Optional<OrderKey> publishedFloor) {
    String truncateKnown = publishedFloor.map(f -> "_order <= " + f.literal()).orElse("false");
    return "CASE WHEN _kind = 'control' THEN 'control'"
        + " WHEN _kind = 'quarantined' THEN 'quarantined'"
        + " WHEN _kind = 'truncate' THEN if("
        + truncateKnown
        + ", 'delete_stale', 'delete_applied')"
        + " WHEN coalesce(_newer.k AND _newer.o = _order AND _newer.op = _op, false)"
        + " THEN 'duplicate'"
        + " WHEN _order = _base THEN 'duplicate'"
        + " WHEN coalesce(_order < _base, false) THEN if(_kind = 'delete', 'delete_stale', 'stale')"
        + " WHEN _rank > 1 THEN 'superseded'"
        + " WHEN _kind = 'delete' THEN 'delete_applied' ELSE 'applied' END";
  }

  private Dataset<Row> leftJoin(Dataset<Row> left, Dataset<Row> right) {
    return left.join(right, key.toArray(String[]::new), "left_outer");
  }

  private String[] keysAnd(String... more) {
    List<String> select = new ArrayList<>();
    key.forEach(name -> select.add("`" + name + "`"));
    select.addAll(List.of(more));
    return select.toArray(String[]::new);
  }
}
