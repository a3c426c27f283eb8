package io.healthfinance.lakehouse.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.runtime.TableSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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

  private final List<String> key;
  private final TableSession session;

  EventClassifier(TableContract contract, TableSession session) {
    this.key = contract.key();
    this.session = session;
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
    String ofKey = "PARTITION BY " + String.join(", ", keysAnd());
    String newestFirst =
        ofKey
            + " ORDER BY _keyed DESC, _kind = 'quarantined' DESC, _epoch DESC, _class DESC,"
            + " _lsn DESC, _changed DESC, _payload_hash DESC, _op DESC";
    Dataset<Row> ordered =
        events
            .selectExpr(
                "*", "_kind IN ('upsert', 'delete') AS _keyed", OrderKey.sql("") + " AS _order")
            .selectExpr(
                "*",
                "row_number() OVER (" + newestFirst + ") AS _rank",
                "lag(struct(_keyed AS k, _order AS o, _op AS op)) OVER ("
                    + newestFirst
                    + ") AS _newer",
                "max(if(_keyed, _order, NULL)) OVER (" + ofKey + ") AS _top",
                "max(if(_kind = 'quarantined' AND _lsn IS NOT NULL, "
                    + OrderKey.PLACE_SQL
                    + ", NULL)) OVER ("
                    + ofKey
                    + ") AS _rejected");
    Dataset<Row> known = withKnown(ordered, served, tombstones, floor);
    List<String> select = new ArrayList<>();
    for (String column : events.columns()) {
      if (!column.equals("_kind")) {
        select.add("`" + column + "`");
      }
    }
    select.addAll(
        List.of(
            "_order",
            "_rejected",
            "_old_hash",
            classSql(publishedFloor) + " AS _event_class",
            "_keyed AND ("
                + samePosition("_newer.o")
                + " OR "
                + samePosition("_base")
                + ") AS _ambiguous",
            "_kind = 'quarantined' AND coalesce("
                + OrderKey.PLACE_SQL
                + " = _rejected AND _served_order < _rejected AND _served_order = _base, false)"
                + " AND NOT coalesce(NOT _newer.k AND _newer.o.e = _epoch AND _newer.o.c ="
                + " _class AND _newer.o.l = _lsn AND _newer.o.w = _changed, false) AND NOT"
                + " coalesce(_top > _base, false) AS _marks"));
    return known.selectExpr(select.toArray(String[]::new));
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
    Dataset<Row> result = ordered;
    if (served.isPresent()) {
      result =
          leftJoin(
              result,
              served
                  .get()
                  .selectExpr(
                      keysAnd(
                          OrderKey.sql("") + " AS _served_order", "_payload_hash AS _old_hash")));
    }
    if (tombstones.isPresent()) {
      result =
          leftJoin(
              result,
              tombstones
                  .get()
                  .groupBy(key.stream().map(k -> col("`" + k + "`")).toArray(Column[]::new))
                  .agg(expr("max(" + OrderKey.sql("") + ") AS _dead_order")));
    }
    String noOrder = "cast(NULL AS " + OrderKey.TYPE_SQL + ")";
    List<String> select = new ArrayList<>(List.of("*"));
    if (served.isEmpty()) {
      select.addAll(List.of(noOrder + " AS _served_order", "cast(NULL AS bigint) AS _old_hash"));
    }
    select.add(
        "greatest(%s, %s, %s) AS _base"
            .formatted(
                served.isPresent() ? "_served_order" : noOrder,
                tombstones.isPresent() ? "_dead_order" : noOrder,
                floor.map(OrderKey::literal).orElse(noOrder)));
    return result.selectExpr(select.toArray(String[]::new));
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
    return session.hashed(left).join(right, key.toArray(String[]::new), "left_outer");
  }

  private String[] keysAnd(String... more) {
    List<String> select = new ArrayList<>();
    key.forEach(name -> select.add("`" + name + "`"));
    select.addAll(List.of(more));
    return select.toArray(String[]::new);
  }
}
