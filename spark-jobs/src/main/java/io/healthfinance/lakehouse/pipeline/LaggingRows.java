package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.quality.CheckResult;
import io.healthfinance.lakehouse.quality.Gate;
import io.healthfinance.lakehouse.quality.GateCheck;
import io.healthfinance.lakehouse.quality.GateFacts;
import io.healthfinance.lakehouse.quality.GateRequest;
import io.healthfinance.lakehouse.quality.GateVerdict;
import io.healthfinance.lakehouse.quality.Scope;
import io.healthfinance.lakehouse.quality.SilverChecks;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A table that holds rows of an older contract. A rule that has become stricter says nothing about
 * them until the table is refreshed, so a rule that fails on the whole table is asked again of the
 * rows that this run wrote. The measured share stays the one of the whole table: scores and alerts
 * show the lag.
 */
final class LaggingRows {

  private final TableContract contract;
  private final Dataset<Row> written;

  /**
   * @param written rows of the branch that this run wrote
   */
  LaggingRows(TableContract contract, Dataset<Row> written) {
    this.contract = contract;
    this.written = written;
  }

  /** The verdict with the rules asked again; costs a scan only when a rule failed. */
  GateVerdict judge(GateVerdict verdict, List<GateCheck> checks) {
    Map<String, CheckResult> failed =
        verdict.failures().stream()
            .collect(Collectors.toMap(CheckResult::name, Function.identity()));
    List<GateCheck> again =
        checks.stream()
            .filter(check -> failed.containsKey(check.name()))
            .filter(check -> SilverChecks.isRule(contract, check))
            .toList();
    if (again.isEmpty()) {
      return verdict;
    }
    Map<String, CheckResult> ofWritten =
        new Gate()
                .check(
                    new GateRequest(
                        "silver", contract.table(), written, Scope.WHOLE, again, GateFacts.none()))
                .results()
                .stream()
                .collect(Collectors.toMap(CheckResult::name, Function.identity()));
    List<CheckResult> results =
        verdict.results().stream()
            .map(
                result ->
                    ofWritten.containsKey(result.name())
                        ? merged(result, ofWritten.get(result.name()))
                        : result)
            .toList();
    return new GateVerdict(results, results.stream().allMatch(CheckResult::passed));
  }

  private CheckResult merged(CheckResult ofTable, CheckResult ofWritten) {
    if (!ofWritten.passed()) {
      return ofTable;
    }
    return new CheckResult(
        ofTable.name(),
        ofTable.kind(),
        ofTable.column(),
        true,
        ofTable.value(),
        ofTable.threshold(),
        ofTable.message()
            + " Rows of this run keep it; the others were judged by an older contract, so the table"
            + " is published: ./lake replay "
            + contract.table()
            + " judges them again.");
  }
}
