package io.healthfinance.lakehouse.quality;

import io.healthfinance.lakehouse.quality.GateCheck.Complete;
import io.healthfinance.lakehouse.quality.GateCheck.OnRows;
import io.healthfinance.lakehouse.quality.GateCheck.Range;
import io.healthfinance.lakehouse.quality.GateCheck.Satisfies;
import io.healthfinance.lakehouse.quality.GateCheck.Unique;
import java.math.BigDecimal;
import java.util.Locale;

/** The sentences in which checks on rows report, and the rule for batches too small to judge. */
final class RowCheckWording {

  /** A share below 100 % says nothing about fewer rows than this. */
  static final long MIN_BATCH_ROWS = 50;

  private static final int LONGEST_PREDICATE = 100;

  private final GateRequest request;

  RowCheckWording(GateRequest request) {
    this.request = request;
  }

  CheckResult measured(OnRows check, boolean holds, double share, long rows) {
    long broken = Math.round((1 - share) * rows);
    String found =
        "%s: %s of %s (%s) %s"
            .formatted(
                subject(check),
                Wording.count(broken),
                Wording.count(rows, "row"),
                Wording.percent(1 - share),
                fault(check));
    double limit = minShare(check);
    if (!holds && limit < 1 && request.scope() == Scope.BATCH && rows < MIN_BATCH_ROWS) {
      return result(
          check,
          true,
          share,
          found
              + "; a batch of fewer than "
              + MIN_BATCH_ROWS
              + " rows is not judged by a share, the daily run judges the whole table.");
    }
    String limitText = limit < 1 ? "at most " + Wording.percent(1 - limit) + " may." : "none may.";
    return result(check, holds, share, found + "; " + limitText);
  }

  CheckResult noRows(OnRows check) {
    return result(check, true, null, subject(check) + ": there are no rows to check, so it holds.");
  }

  CheckResult noValues(OnRows check) {
    return result(check, true, null, subject(check) + ": no row has a value, so none repeats.");
  }

  CheckResult impossible(OnRows check, String why) {
    return result(check, false, null, subject(check) + " could not be checked: " + why + ".");
  }

  private String subject(OnRows check) {
    return "Check %s on %s".formatted(check.name(), request.qualifiedTable());
  }

  private static CheckResult result(OnRows check, boolean passed, Double value, String message) {
    return new CheckResult(
        check.name(), check.kind(), check.column(), passed, value, threshold(check), message);
  }

  private static String fault(OnRows check) {
    if (check instanceof Unique unique) {
      return "share their %s with another row".formatted(String.join(", ", unique.columns()));
    }
    if (check instanceof Complete complete) {
      return "have no %s".formatted(complete.column());
    }
    if (check instanceof Range range) {
      return "have %s outside %s".formatted(range.column(), limits(range));
    }
    String predicate = ((Satisfies) check).predicate();
    return predicate.length() > LONGEST_PREDICATE
        ? "do not satisfy its condition"
        : "do not satisfy the condition \"" + predicate + "\"";
  }

  private static String threshold(OnRows check) {
    return check instanceof Range range
        ? "all in " + limits(range)
        : String.format(Locale.ROOT, ">= %s", Wording.plain(BigDecimal.valueOf(minShare(check))));
  }

  private static double minShare(OnRows check) {
    if (check instanceof Complete complete) {
      return complete.minShare();
    }
    return check instanceof Satisfies satisfies ? satisfies.minShare() : 1;
  }

  private static String limits(Range range) {
    if (range.min() == null) {
      return "the limit of at most " + range.max().toPlainString();
    }
    return range.max() == null
        ? "the limit of at least " + range.min().toPlainString()
        : "%s to %s".formatted(range.min().toPlainString(), range.max().toPlainString());
  }
}
