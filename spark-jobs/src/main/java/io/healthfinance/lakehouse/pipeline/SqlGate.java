package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.gold.SelectRenderer;
import io.healthfinance.lakehouse.gold.SqlBatch;
import io.healthfinance.lakehouse.quality.Gate;
import io.healthfinance.lakehouse.quality.GateFacts;
import io.healthfinance.lakehouse.quality.GateRequest;
import io.healthfinance.lakehouse.quality.GateVerdict;
import io.healthfinance.lakehouse.quality.Scope;
import io.healthfinance.lakehouse.quality.SqlChecks;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.PreparedTable;
import io.healthfinance.lakehouse.runtime.RunContext;
import io.healthfinance.lakehouse.runtime.TableSession;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Audits one derived silver or gold table on its branch: all of it, or the keys that a run
 * refreshed.
 */
final class SqlGate {

  private final RunContext run;
  private final Map<String, List<Long>> rowHistory;

  /**
   * @param rowHistory published row counts by {@code layer.table}, oldest first
   */
  SqlGate(RunContext run, Map<String, List<Long>> rowHistory) {
    this.run = run;
    this.rowHistory = rowHistory;
  }

  GateVerdict audit(SqlBatch batch) {
    SqlTable table = batch.definition();
    PreparedTable prepared = batch.prepared();
    return new Gate()
        .check(
            new GateRequest(
                table.layer(),
                table.table(),
                candidate(batch),
                batch.affected().isPresent() ? Scope.BATCH : Scope.WHOLE,
                SqlChecks.of(table, text -> rendered(table, text, batch)),
                GateFacts.none()
                    .withTableRows(prepared.rows())
                    .withRowHistory(rowHistory.getOrDefault(table.qualified(), List.of()))));
  }

  /** The rows to check: those of the affected key values, or all. */
  private Dataset<Row> candidate(SqlBatch batch) {
    PreparedTable prepared = batch.prepared();
    TableSession session = run.reading(prepared.rows());
    Dataset<Row> rows =
        session
            .spark()
            .table(
                LakeCatalog.relation(
                    prepared.layer(), prepared.name(), prepared.candidateSnapshot()));
    return batch
        .affected()
        .map(
            affected -> {
              String by = batch.definition().refresh().orElseThrow().column();
              return rows.join(
                  affected, rows.col("`" + by + "`").equalTo(affected.col("key")), "left_semi");
            })
        .orElseGet(() -> session.inHand(session.gathered(rows), prepared.rows()));
  }

  private String rendered(SqlTable table, String check, SqlBatch batch) {
    return new SelectRenderer()
        .renderText(table, check, batch.relationOf(), run.asOf(), run.config().businessZone());
  }
}
