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
 * What a batch does to the served table, one row per key: {@code _action} I puts a new row, U
 * replaces one, D removes it, R only notes a newer rejected event.
 */
final class SilverChanges {

  static final String ACTION = "_action";

  private final TableContract contract;
  private final RowProjection projection;
  private final String runId;
  private final TableSession session;

  SilverChanges(TableContract contract, String runId, TableSession session) {
    this.contract = contract;
    this.session = session;
    this.projection = new RowProjection(contract);
    this.runId = runId;
  }

  /**
   * @param earlierRejects quarantine of earlier batches; empty when there is none
   */
  Dataset<Row> of(Dataset<Row> classified, Optional<Dataset<Row>> earlierRejects) {
    Dataset<Row> moved =
        classified.where(
            "_event_class IN ('applied', 'delete_applied') AND " + notTruncate() + " OR _marks");
    Dataset<Row> known = earlierRejects.map(rejects -> withEarlier(moved, rejects)).orElse(moved);
    String rejected = earlierRejects.isPresent() ? "greatest(_rejected, _earlier)" : "_rejected";
    List<String> select = new ArrayList<>(projection.values());
    select.addAll(RowProjection.position());
    select.add(SystemColumns.WARNINGS);
    select.add(
        "CASE WHEN _marks OR %1$s > _order THEN %1$s.l END AS ".formatted(rejected)
            + SystemColumns.NEWER_REJECTED_LSN);
    select.add("'" + runId + "' AS " + SystemColumns.RUN_ID);
    select.add(
        "CASE WHEN _marks THEN 'R' WHEN _event_class <> 'applied' THEN 'D'"
            + " WHEN _old_hash IS NULL THEN 'I' ELSE 'U' END AS "
            + ACTION);
    return known.selectExpr(select.toArray(String[]::new));
  }

  /** Served rows that a new floor kills, as D. */
  Dataset<Row> deadBelow(OrderKey floor, Dataset<Row> served, Dataset<Row> changes) {
    Column[] keys = contract.key().stream().map(k -> col("`" + k + "`")).toArray(Column[]::new);
    return served
        .where(OrderKey.sql("") + " <= " + floor.literal())
        .join(changes.select(keys), contract.key().toArray(String[]::new), "left_anti")
        .withColumn(ACTION, expr("'D'"));
  }

  private static String notTruncate() {
    return "_op <> 't'";
  }

  private Dataset<Row> withEarlier(Dataset<Row> moved, Dataset<Row> rejects) {
    Dataset<Row> newest =
        rejects
            .where("lsn IS NOT NULL AND key_token IS NOT NULL")
            .groupBy("key_token")
            .agg(
                expr(
                    "max(struct(epoch AS e, class AS c, lsn AS l, NOT (op <=> 'r') AS w, "
                        + OrderKey.NO_PAYLOAD_SQL
                        + " AS h)) AS _earlier"));
    return session
        .hashed(moved)
        .join(newest, expr(projection.keyToken() + " = key_token"), "left_outer");
  }
}
