package io.healthfinance.lakehouse.quality;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One table on its branch, before it is published.
 *
 * @param layer {@code silver} or {@code gold}
 * @param candidate the rows to check, as far as {@code scope} reaches
 * @param facts numbers the run already knows and a scan of the candidate cannot give
 */
public record GateRequest(
    String layer,
    String table,
    Dataset<Row> candidate,
    Scope scope,
    List<GateCheck> checks,
    GateFacts facts) {

  public GateRequest {
    checks = List.copyOf(checks);
  }

  /** {@code layer.table}, as messages name it. */
  public String qualifiedTable() {
    return layer + "." + table;
  }
}
