package io.healthfinance.lakehouse.quality;

import io.healthfinance.lakehouse.quality.GateCheck.Columns;
import io.healthfinance.lakehouse.quality.GateCheck.OnFacts;
import io.healthfinance.lakehouse.quality.GateCheck.OnRows;
import io.healthfinance.lakehouse.quality.GateCheck.ReconcileSql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Decides whether a branch may be published. It reads, and never writes: the caller keeps the
 * branch or publishes it. All checks on rows share one Deequ run, so their cost is one scan plus
 * one grouping per unique key; checks on facts cost nothing.
 */
public final class Gate {

  /** Every requested check is answered, in the order of the request; none is skipped silently. */
  public GateVerdict check(GateRequest request) {
    List<OnRows> onRows = new ArrayList<>();
    for (GateCheck check : request.checks()) {
      if (check instanceof OnRows rows) {
        onRows.add(rows);
      }
    }
    DeequScan.Findings scan = new DeequScan(request).run(onRows);
    FactJudge facts = new FactJudge(request, rowsOf(request, scan));

    Map<GateCheck, CheckResult> answered = new HashMap<>(scan.results());
    for (GateCheck check : request.checks()) {
      if (check instanceof OnFacts fact) {
        answered.put(check, facts.judge(fact));
      } else if (check instanceof Columns columns) {
        answered.put(check, new ColumnsJudge(request).judge(columns));
      } else if (check instanceof ReconcileSql sums) {
        answered.put(check, new ReconcileJudge(request).judge(sums));
      }
    }
    return GateVerdict.of(request.checks().stream().map(answered::get).toList());
  }

  /** The row count of the branch: given, or counted by the scan when it saw all of it. */
  private static OptionalLong rowsOf(GateRequest request, DeequScan.Findings scan) {
    if (request.facts().tableRows().isPresent() || request.scope() == Scope.BATCH) {
      return request.facts().tableRows();
    }
    return scan.rows();
  }
}
