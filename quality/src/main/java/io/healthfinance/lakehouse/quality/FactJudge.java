package io.healthfinance.lakehouse.quality;

import io.healthfinance.lakehouse.quality.GateCheck.FailRule;
import io.healthfinance.lakehouse.quality.GateCheck.OnFacts;
import io.healthfinance.lakehouse.quality.GateCheck.Orphans;
import io.healthfinance.lakehouse.quality.GateCheck.QuarantineShare;
import io.healthfinance.lakehouse.quality.GateCheck.Reconcile;
import io.healthfinance.lakehouse.quality.GateCheck.Volume;
import io.healthfinance.lakehouse.quality.GateFacts.LandingHour;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Judges the checks whose numbers the run already has; reads no row. */
final class FactJudge {

  private static final int HOURS_NAMED = 3;

  private final GateRequest request;
  private final GateFacts facts;
  private final OptionalLong tableRows;

  FactJudge(GateRequest request, OptionalLong tableRows) {
    this.request = request;
    this.facts = request.facts();
    this.tableRows = tableRows;
  }

  CheckResult judge(OnFacts check) {
    if (check instanceof Volume volume) {
      return new VolumeJudge(request.qualifiedTable()).judge(volume, tableRows, facts.rowHistory());
    }
    if (check instanceof QuarantineShare share) {
      return quarantine(share);
    }
    if (check instanceof Orphans orphans) {
      return orphans(orphans);
    }
    if (check instanceof FailRule rule) {
      return failRule(rule);
    }
    return new ReconcileJudge(request).judge((Reconcile) check);
  }

  private CheckResult quarantine(QuarantineShare check) {
    List<LandingHour> judged =
        facts.landingHours().stream().filter(hour -> hour.events() >= check.minEvents()).toList();
    List<LandingHour> bad =
        judged.stream()
            .filter(hour -> share(hour) > check.limit())
            .sorted(
                Comparator.comparingDouble(FactJudge::share)
                    .reversed()
                    .thenComparing(LandingHour::hour))
            .toList();
    Double worst =
        judged.isEmpty() ? null : judged.stream().mapToDouble(FactJudge::share).max().orElseThrow();
    String limit = "at most " + Wording.percent(check.limit()) + " of an hour may be.";
    if (bad.isEmpty()) {
      String found =
          worst == null
              ? "no landing hour has the %d events it takes to judge".formatted(check.minEvents())
              : "at most %s of the events of a landing hour were quarantined"
                  .formatted(Wording.percent(worst));
      return result(check, true, worst, "<= " + check.limit(), found + "; " + limit);
    }
    String named =
        bad.stream().limit(HOURS_NAMED).map(FactJudge::sentence).collect(Collectors.joining(", "));
    String more =
        bad.size() > HOURS_NAMED
            ? " and " + Wording.count(bad.size() - HOURS_NAMED, "more hour")
            : "";
    return result(
        check,
        false,
        worst,
        "<= " + check.limit(),
        "too many events were quarantined in " + named + more + "; " + limit);
  }

  private CheckResult orphans(Orphans check) {
    Optional<ReferenceCounts> counts =
        facts.references().stream()
            .filter(count -> count.column().equals(check.column()))
            .filter(count -> count.parentTable().equals(check.parentTable()))
            .findFirst();
    String threshold = "<= " + check.limit();
    if (counts.isEmpty()) {
      return result(
          check,
          false,
          null,
          threshold,
          "the references to %s were not counted, so it cannot be judged."
              .formatted(check.parentTable()));
    }
    ReferenceCounts found = counts.get();
    if (found.references() == 0) {
      return result(
          check,
          true,
          null,
          threshold,
          "there is no reference to %s to judge, so it holds.".formatted(check.parentTable()));
    }
    double share = (double) found.orphans() / found.references();
    boolean small =
        request.scope() == Scope.BATCH && found.references() < RowCheckWording.MIN_BATCH_ROWS;
    String message =
        "%s of %s (%s) in %s find no row in %s; %s"
            .formatted(
                Wording.count(found.orphans()),
                Wording.count(found.references(), "reference"),
                Wording.percent(share),
                check.column(),
                check.parentTable(),
                small && share > check.limit()
                    ? "a batch of fewer than %d references is not judged, the daily run judges all."
                        .formatted(RowCheckWording.MIN_BATCH_ROWS)
                    : "at most " + Wording.percent(check.limit()) + " may.");
    return result(check, small || share <= check.limit(), share, threshold, message);
  }

  private CheckResult failRule(FailRule check) {
    long broken = facts.ruleFailures().getOrDefault(check.rule(), 0L);
    return result(
        check,
        broken == 0,
        (double) broken,
        "= 0",
        broken == 0
            ? "no event broke the rule."
            : "%s broke the rule, which stops the table (action: fail)."
                .formatted(Wording.count(broken, "event")));
  }

  private CheckResult result(
      OnFacts check, boolean passed, Double value, String threshold, String found) {
    return new CheckResult(
        check.name(),
        check.kind(),
        check.column(),
        passed,
        value,
        threshold,
        "Check %s on %s: %s".formatted(check.name(), request.qualifiedTable(), found));
  }

  private static double share(LandingHour hour) {
    return (double) hour.quarantined() / hour.events();
  }

  private static String sentence(LandingHour hour) {
    return "landing hour %s (%s of %s, %s)"
        .formatted(
            hour.hour(),
            Wording.count(hour.quarantined()),
            Wording.count(hour.events(), "event"),
            Wording.percent(share(hour)));
  }
}
