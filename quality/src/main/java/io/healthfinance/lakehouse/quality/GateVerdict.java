package io.healthfinance.lakehouse.quality;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the gate says about one branch: it may be published when {@code passed}.
 *
 * @param results one per requested check, in the order of the request
 */
public record GateVerdict(List<CheckResult> results, boolean passed) {

  public GateVerdict {
    results = List.copyOf(results);
  }

  static GateVerdict of(List<CheckResult> results) {
    return new GateVerdict(results, results.stream().allMatch(CheckResult::passed));
  }

  public List<CheckResult> failures() {
    return results.stream().filter(result -> !result.passed()).toList();
  }

  /** The sentences of the failed checks; empty when the gate passed. */
  public String reason() {
    return failures().stream().map(CheckResult::message).collect(Collectors.joining(" "));
  }
}
