package io.healthfinance.lakehouse.quality;

import com.amazon.deequ.VerificationResult;
import com.amazon.deequ.VerificationRunBuilder;
import com.amazon.deequ.VerificationSuite;
import com.amazon.deequ.checks.Check;
import com.amazon.deequ.checks.CheckLevel;
import com.amazon.deequ.constraints.ConstraintResult;
import com.amazon.deequ.constraints.ConstraintStatus;
import com.amazon.deequ.metrics.Metric;
import io.healthfinance.lakehouse.quality.GateCheck.OnRows;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.immutable.List$;
import scala.util.Try;

/**
 * Runs the checks on rows as one Deequ verification: a single fused scan for everything but
 * uniqueness. Three habits of Deequ are kept away from the caller: a predicate that does not
 * resolve, or fails on a row, would take every other scan metric down with it; an empty table fails
 * its completeness; a nested column cannot be measured for completeness.
 */
final class DeequScan {

  /**
   * @param rows how many rows the scan saw; empty when the scan itself failed or did not run
   */
  record Findings(Map<GateCheck, CheckResult> results, OptionalLong rows) {}

  private final GateRequest request;
  private final RowCheckWording wording;
  private final Check size = emptyCheck("size").hasSize(rows -> true, Option.empty());

  DeequScan(GateRequest request) {
    this.request = request;
    this.wording = new RowCheckWording(request);
  }

  Findings run(List<OnRows> checks) {
    Map<GateCheck, CheckResult> results = new HashMap<>();
    Map<OnRows, Check> runnable = new LinkedHashMap<>();
    RowCheckCompiler compiler = new RowCheckCompiler(request.candidate(), checks);
    for (OnRows check : checks) {
      Optional<String> obstacle = compiler.obstacle(check);
      if (obstacle.isPresent()) {
        results.put(check, wording.impossible(check, obstacle.get()));
      } else {
        runnable.put(check, compiler.compile(check, emptyCheck("check " + runnable.size())));
      }
    }
    if (runnable.isEmpty() && request.facts().tableRows().isPresent()) {
      return new Findings(results, OptionalLong.empty());
    }
    VerificationResult verification = verify(runnable.values());
    Optional<Double> rows = rows(verification);
    runnable.forEach((check, deequ) -> results.put(check, answer(check, deequ, verification)));
    return new Findings(
        results, rows.map(r -> OptionalLong.of(r.longValue())).orElseGet(OptionalLong::empty));
  }

  private CheckResult answer(OnRows check, Check deequ, VerificationResult verification) {
    if (rows(verification).isEmpty()) {
      // One check failed on a row and took the shared scan with it: ask each one alone.
      VerificationResult alone = verify(List.of(deequ));
      return rows(alone).isEmpty()
          ? wording.impossible(check, cause(constraint(alone, deequ)))
          : judge(check, deequ, alone);
    }
    return judge(check, deequ, verification);
  }

  private CheckResult judge(OnRows check, Check deequ, VerificationResult verification) {
    long rows = rows(verification).orElseThrow().longValue();
    if (rows == 0) {
      return wording.noRows(check);
    }
    ConstraintResult result = constraint(verification, deequ);
    Optional<Double> share = value(result.metric());
    if (share.isEmpty()) {
      // Deequ has no state for a grouping over NULLs only; then nothing is repeated either.
      return check instanceof GateCheck.Unique && isEmptyState(result)
          ? wording.noValues(check)
          : wording.impossible(check, cause(result));
    }
    boolean holds = result.status().equals(ConstraintStatus.Success());
    return wording.measured(check, holds, share.get(), rows);
  }

  private VerificationResult verify(Iterable<Check> checks) {
    VerificationRunBuilder run =
        VerificationSuite.apply().onData(request.candidate()).addCheck(size);
    for (Check check : checks) {
      run = run.addCheck(check);
    }
    return run.run();
  }

  private static Check emptyCheck(String description) {
    return new Check(CheckLevel.Error(), description, List$.MODULE$.empty());
  }

  private Optional<Double> rows(VerificationResult verification) {
    return value(constraint(verification, size).metric());
  }

  private static ConstraintResult constraint(VerificationResult verification, Check check) {
    return JavaConverters.asJavaCollection(
            verification.checkResults().apply(check).constraintResults())
        .iterator()
        .next();
  }

  private static Optional<Double> value(Option<? extends Metric<?>> metric) {
    return metric.isEmpty() || metric.get().value().isFailure()
        ? Optional.empty()
        : Optional.of(((Number) metric.get().value().get()).doubleValue());
  }

  private static boolean isEmptyState(ConstraintResult result) {
    return failure(result)
        .filter(thrown -> thrown instanceof com.amazon.deequ.analyzers.runners.EmptyStateException)
        .isPresent();
  }

  /** What went wrong, without the text of the exception: Spark quotes the value of the row. */
  private static String cause(ConstraintResult result) {
    Throwable thrown = failure(result).orElse(null);
    String kind = thrown == null ? "unknown error" : thrown.getClass().getSimpleName();
    for (int depth = 0; thrown != null && depth < 20; depth++) {
      if (thrown instanceof org.apache.spark.SparkThrowable spark
          && spark.getErrorClass() != null) {
        kind = spark.getErrorClass();
      }
      thrown = thrown.getCause();
    }
    return "Spark stopped with " + kind + " while reading the rows";
  }

  private static Optional<Throwable> failure(ConstraintResult result) {
    if (result.metric().isEmpty()) {
      return Optional.empty();
    }
    Try<?> value = result.metric().get().value();
    return value.isFailure() ? Optional.of(value.failed().get()) : Optional.empty();
  }
}
