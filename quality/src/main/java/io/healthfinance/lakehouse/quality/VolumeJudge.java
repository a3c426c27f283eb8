package io.healthfinance.lakehouse.quality;

import com.amazon.deequ.anomalydetection.AnomalyDetector;
import com.amazon.deequ.anomalydetection.DataPoint;
import com.amazon.deequ.anomalydetection.RelativeRateOfChangeStrategy;
import io.healthfinance.lakehouse.quality.GateCheck.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * Compares a row count with the counts published before. A normal distribution over the history
 * would not do: a table that grows steadily has no stationary mean, so each honest new count would
 * lie above it. The rate against the last count is what an operator can reason about.
 */
final class VolumeJudge {

  private final String table;

  VolumeJudge(String table) {
    this.table = table;
  }

  CheckResult judge(Volume check, OptionalLong rows, List<Long> history) {
    if (rows.isEmpty()) {
      return result(check, true, null, "this run did not count the table, so it is not judged.");
    }
    long now = rows.getAsLong();
    if (history.size() < check.minPoints()) {
      return result(
          check,
          true,
          now,
          "%s; not judged, because only %s published before and it takes %d."
              .formatted(
                  Wording.count(now, "row"),
                  history.size() == 1
                      ? "one snapshot was"
                      : Wording.count(history.size()) + " snapshots were",
                  check.minPoints()));
    }
    long before = history.get(history.size() - 1);
    if (before < check.minRows()) {
      return result(
          check,
          true,
          now,
          "%s; not judged, because the table had only %s before and it takes %d."
              .formatted(Wording.count(now, "row"), Wording.count(before, "row"), check.minRows()));
    }
    boolean jumps = jumps(check, now, history);
    return result(
        check,
        !jumps,
        now,
        "%s against %s published before, %s; %s to %s is expected."
            .formatted(
                Wording.count(now, "row"),
                Wording.count(before),
                Wording.percent((double) now / before),
                Wording.percent(check.lowest()),
                Wording.percent(check.highest())));
  }

  private static boolean jumps(Volume check, long now, List<Long> history) {
    List<DataPoint<Object>> points = new ArrayList<>();
    for (int time = 0; time < history.size(); time++) {
      points.add(point(time, history.get(time)));
    }
    RelativeRateOfChangeStrategy strategy =
        new RelativeRateOfChangeStrategy(
            Option.apply((Object) check.lowest()), Option.apply((Object) check.highest()), 1);
    return !new AnomalyDetector(strategy)
        .isNewPointAnomalous(
            JavaConverters.asScalaBuffer(points).toList(), point(history.size(), now))
        .anomalies()
        .isEmpty();
  }

  private static DataPoint<Object> point(long time, long rows) {
    return new DataPoint<>(time, Option.apply((Object) (double) rows));
  }

  private CheckResult result(Volume check, boolean passed, Long rows, String found) {
    return new CheckResult(
        check.name(),
        check.kind(),
        null,
        passed,
        rows == null ? null : rows.doubleValue(),
        "%s to %s of the last count"
            .formatted(Wording.percent(check.lowest()), Wording.percent(check.highest())),
        "Check %s on %s: %s".formatted(check.name(), table, found));
  }
}
