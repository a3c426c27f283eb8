package io.healthfinance.lakehouse.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.quality.Alert.Kind;
import io.healthfinance.lakehouse.quality.Alert.Severity;
import io.healthfinance.lakehouse.quality.OperationalFacts.BlockedTable;
import io.healthfinance.lakehouse.quality.OperationalFacts.Freshness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertsTest {

  private final Alerts alerts = new Alerts(AlertThresholds.standard());

  @Test
  void aHealthyLakeIsQuiet() {
    assertThat(scored(1000, 1000, 1000, 0)).isEmpty();
  }

  @Test
  void aScoreBelowNinetyFiveAlertsForLakeLayerAndTable() {
    List<Alert> found = scored(1000, 1000, 1000, 120);
    assertThat(found)
        .filteredOn(alert -> alert.kind() == Kind.SCORE_BELOW_TARGET)
        .extracting(Alert::table)
        .containsExactly(null, "silver", "silver.vitals");
    assertThat(found.get(0))
        .isEqualTo(
            new Alert(
                Severity.CRITICAL,
                Kind.SCORE_BELOW_TARGET,
                null,
                "The quality score of the lake is 94.54, below the target of 95."));
  }

  @Test
  void aCriticalColumnThatIsMoreThanATenthEmptyIsUrgent() {
    assertThat(kinds(scored(1000, 899, 1000, 0))).containsExactly(Kind.CRITICAL_COLUMN_NULLS);
    assertThat(kinds(scored(1000, 900, 1000, 0)))
        .containsExactly(Kind.CRITICAL_COLUMN_COMPLETENESS);
  }

  @Test
  void aCriticalColumnMustBeFilledInMoreThanNinetyEightPercent() {
    assertThat(scored(1000, 980, 1000, 0))
        .containsExactly(
            new Alert(
                Severity.WARNING,
                Kind.CRITICAL_COLUMN_COMPLETENESS,
                "silver.vitals",
                "Column measured_at of silver.vitals is critical and filled in 98 % of the rows; "
                    + "more than 98 % are expected."));
    assertThat(scored(1000, 981, 1000, 0)).isEmpty();
  }

  @Test
  void aColumnMustBeValidInMoreThanNinetyFivePercent() {
    assertThat(kinds(scored(1000, 1000, 1000, 50))).containsExactly(Kind.COLUMN_VALIDITY);
    assertThat(scored(1000, 1000, 1000, 49)).isEmpty();
  }

  @Test
  void anOldLandingAlertsAfterItsPromiseOrSixHours() {
    assertThat(fresh(Duration.ofHours(6), Optional.empty())).isEmpty();
    assertThat(fresh(Duration.ofHours(25), Optional.of(Duration.ofHours(30)))).isEmpty();
    assertThat(fresh(Duration.ofMinutes(361), Optional.empty()))
        .containsExactly(
            new Alert(
                Severity.WARNING,
                Kind.FRESHNESS,
                "silver.vitals",
                "The newest landing of silver.vitals is 6 h 1 min old; 6 h is promised."));
  }

  @Test
  void aBlockedTableAlertsAndItsBacklogAfterSixHours() {
    assertThat(blocked(Duration.ofHours(6)))
        .containsExactly(
            new Alert(
                Severity.CRITICAL,
                Kind.GATE_FAILURE,
                "silver.vitals",
                "silver.vitals is not published, its last good snapshot stays in place. It"
                    + " broke."));
    List<Alert> late = blocked(Duration.ofHours(50));
    assertThat(kinds(late)).containsExactly(Kind.GATE_FAILURE, Kind.BACKLOG_AGE);
    assertThat(late.get(1).message())
        .contains("2 d 2 h", "6 h")
        .endsWith("./lake release vitals --reason \"...\"");
  }

  private List<Alert> scored(long rows, long filled, long events, long rejected) {
    TableFacts facts =
        new TableFacts(
            "silver",
            "vitals",
            rows,
            false,
            List.of(
                new ColumnCompleteness("measured_at", true, rows, filled),
                new ColumnCompleteness("vital_id", false, rows, rows)),
            Optional.of(new EventCounts(events, rejected, Map.of("systolic", rejected))),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return alerts.of(Scores.of(List.of(facts)), OperationalFacts.none());
  }

  private List<Alert> fresh(Duration age, Optional<Duration> sla) {
    return alerts.of(
        Scores.of(List.of()),
        new OperationalFacts(List.of(new Freshness("silver.vitals", age, sla)), List.of()));
  }

  private List<Alert> blocked(Duration age) {
    return alerts.of(
        Scores.of(List.of()),
        new OperationalFacts(
            List.of(), List.of(new BlockedTable("silver.vitals", "It broke.", age))));
  }

  private static List<Kind> kinds(List<Alert> alerts) {
    return alerts.stream().map(Alert::kind).toList();
  }
}
