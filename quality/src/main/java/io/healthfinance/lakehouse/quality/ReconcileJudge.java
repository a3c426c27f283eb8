package io.healthfinance.lakehouse.quality;

import io.healthfinance.lakehouse.quality.GateCheck.Reconcile;
import io.healthfinance.lakehouse.quality.GateCheck.ReconcileSql;
import java.math.BigDecimal;
import org.apache.spark.SparkException;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;

/** Computes both sides of a reconciliation in one aggregate over the candidate. */
final class ReconcileJudge {

  private final GateRequest request;

  ReconcileJudge(GateRequest request) {
    this.request = request;
  }

  CheckResult judge(ReconcileSql check) {
    if (request.scope() == Scope.BATCH) {
      return answer(check, true, "is judged on whole tables only, not on a batch.");
    }
    try {
      Row sums =
          request.candidate().selectExpr(decimal(check.left()), decimal(check.right())).first();
      return judge(
          new Reconcile(check.name(), sums.getDecimal(0), sums.getDecimal(1), check.tolerance()));
    } catch (Exception failed) {
      // AnalysisException and SparkException are checked, but Scala does not declare them.
      if (failed instanceof AnalysisException analysis) {
        String first = analysis.getSimpleMessage().lines().findFirst().orElse("");
        return answer(check, false, "could not be checked: " + first + ".");
      }
      if (failed instanceof SparkException || failed instanceof SparkThrowable) {
        return answer(
            check,
            false,
            "could not be checked: Spark stopped with %s while adding up the rows."
                .formatted(((SparkThrowable) failed).getErrorClass()));
      }
      throw failed;
    }
  }

  CheckResult judge(Reconcile check) {
    String threshold = "|left - right| <= " + check.tolerance().toPlainString();
    if (check.left() == null || check.right() == null) {
      boolean both = check.left() == null && check.right() == null;
      String which = check.left() == null ? "left" : "right";
      return new CheckResult(
          check.name(),
          check.kind(),
          null,
          both,
          null,
          threshold,
          subject(check)
              + (both
                  ? ": neither side has anything to add up, so it holds."
                  : ": the " + which + " side has no value, the other one has."));
    }
    BigDecimal difference = check.left().subtract(check.right());
    boolean holds = difference.abs().compareTo(check.tolerance()) <= 0;
    return new CheckResult(
        check.name(),
        check.kind(),
        null,
        holds,
        difference.doubleValue(),
        threshold,
        "%s: the left side is %s, the right side %s, a difference of %s; at most %s is allowed."
            .formatted(
                subject(check),
                Wording.plain(check.left()),
                Wording.plain(check.right()),
                Wording.plain(difference.abs()),
                Wording.plain(check.tolerance())));
  }

  private CheckResult answer(ReconcileSql check, boolean passed, String what) {
    return new CheckResult(
        check.name(),
        check.kind(),
        null,
        passed,
        null,
        "|left - right| <= " + check.tolerance().toPlainString(),
        subject(check) + " " + what);
  }

  private String subject(GateCheck check) {
    return "Check %s on %s".formatted(check.name(), request.qualifiedTable());
  }

  private static String decimal(String aggregate) {
    return "CAST((" + aggregate + ") AS DECIMAL(38, 6))";
  }
}
