package io.healthfinance.lakehouse.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.quality.GateFacts.LandingHour;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FactChecksTest {

  private static final GateCheck VOLUME = GateCheck.Volume.standard();
  private static final GateCheck QUARANTINE = new GateCheck.QuarantineShare(0.05);
  private static final GateCheck ORPHANS = new GateCheck.Orphans("patient_id", "users", 0.01);

  @Test
  void aTableThatLosesMoreThanHalfItsRowsIsStopped() {
    CheckResult result = volume(499, 900, 950, 1000);
    assertThat(result.passed()).isFalse();
    assertThat(result.message())
        .isEqualTo(
            "Check volume on silver.vitals: 499 rows against 1,000 published before, 49.9 %; "
                + "50 % to 500 % is expected.");
    assertThat(volume(500, 900, 950, 1000).passed()).isTrue();
  }

  @Test
  void aTableThatGrowsMoreThanFivefoldIsStopped() {
    assertThat(volume(5001, 900, 950, 1000).passed()).isFalse();
    assertThat(volume(5000, 900, 950, 1000).passed()).isTrue();
  }

  @Test
  void anEmptiedTableIsStopped() {
    assertThat(volume(0, 900, 950, 1000).passed()).isFalse();
  }

  @Test
  void aJumpThatWasReleasedBeforeDoesNotCountAgain() {
    assertThat(volume(1020, 100_000, 1000, 1010).passed()).isTrue();
  }

  @Test
  void aTableWithoutHistoryPassesAndSaysSo() {
    assertThat(volume(1000)).matches(CheckResult::passed);
    assertThat(volume(1000).message()).contains("only 0 snapshots were published before");
    assertThat(volume(1, 1000).message()).contains("only one snapshot was published before");
  }

  @Test
  void aTableThatWasEmptyOrSmallPassesAndSaysSo() {
    assertThat(volume(90_000, 0, 0, 0).passed()).isTrue();
    assertThat(volume(0, 5, 5, 99).passed()).isTrue();
    assertThat(volume(0, 5, 5, 99).message()).contains("only 99 rows before and it takes 100");
  }

  @Test
  void aBatchWhoseTableWasNotCountedIsNotJudgedByVolume() {
    CheckResult result = judge(VOLUME, GateFacts.none().withRowHistory(List.of(9L, 9L, 900L)));
    assertThat(result.passed()).isTrue();
    assertThat(result.message()).contains("did not count the table");
  }

  @Test
  void aBadHourIsNotDilutedByGoodOnes() {
    CheckResult result =
        quarantine(
            new LandingHour("2026-01-08-10", 100_000, 0), new LandingHour("2026-01-08-11", 50, 3));
    assertThat(result.passed()).isFalse();
    assertThat(result.value()).isEqualTo(0.06);
    assertThat(result.message())
        .isEqualTo(
            "Check quarantine_share on silver.vitals: too many events were quarantined in landing"
                + " hour 2026-01-08-11 (3 of 50 events, 6 %); at most 5 % of an hour may be.");
  }

  @Test
  void exactlyTheLimitIsAllowed() {
    assertThat(quarantine(new LandingHour("2026-01-08-10", 100, 5)).passed()).isTrue();
  }

  @Test
  void anHourWithFewEventsIsNotJudged() {
    CheckResult result = quarantine(new LandingHour("2026-01-08-10", 49, 49));
    assertThat(result.passed()).isTrue();
    assertThat(result.message()).contains("no landing hour has the 50 events it takes to judge");
  }

  @Test
  void onlyTheWorstHoursAreNamed() {
    List<LandingHour> hours =
        LongStream.range(10, 16)
            .mapToObj(hour -> new LandingHour("2026-01-08-" + hour, 100, hour))
            .toList();
    String message = quarantine(hours.toArray(LandingHour[]::new)).message();
    assertThat(message).contains("-15 (15", "-14 (14", "-13 (13", "and 3 more hours");
    assertThat(message).doesNotContain("-12 (12");
  }

  @Test
  void orphansAboveTheLimitAreStopped() {
    assertThat(orphans(1000, 10).passed()).isTrue();
    CheckResult result = orphans(1000, 11);
    assertThat(result.passed()).isFalse();
    assertThat(result.message())
        .isEqualTo(
            "Check orphans(patient_id) on silver.vitals: 11 of 1,000 references (1.1 %) in "
                + "patient_id find no row in users; at most 1 % may.");
  }

  @Test
  void referencesThatNobodyCountedCannotPass() {
    CheckResult result = judge(ORPHANS, GateFacts.none());
    assertThat(result.passed()).isFalse();
    assertThat(result.message()).contains("the references to users were not counted");
  }

  @Test
  void aTableThatRefersToNothingPasses() {
    assertThat(orphans(0, 0).passed()).isTrue();
  }

  @Test
  void fewReferencesInABatchAreLeftToTheDailyRun() {
    assertThat(orphans(49, 49).passed()).isTrue();
    assertThat(orphans(49, 49).message()).contains("the daily run judges all");
    assertThat(orphans(50, 1).passed()).isFalse();
  }

  @Test
  void oneEventThatBreaksAFailingRuleStopsTheTable() {
    GateCheck rule = new GateCheck.FailRule("currency_is_usd");
    assertThat(judge(rule, GateFacts.none()).passed()).isTrue();
    CheckResult result =
        judge(rule, GateFacts.none().withRuleFailures(Map.of("currency_is_usd", 1L)));
    assertThat(result.passed()).isFalse();
    assertThat(result.message())
        .isEqualTo(
            "Check currency_is_usd on silver.vitals: 1 event broke the rule, which stops the "
                + "table (action: fail).");
  }

  private static CheckResult volume(long now, long... before) {
    return judge(
        VOLUME,
        GateFacts.none().withTableRows(now).withRowHistory(LongStream.of(before).boxed().toList()));
  }

  private static CheckResult quarantine(LandingHour... hours) {
    return judge(QUARANTINE, GateFacts.none().withLandingHours(List.of(hours)));
  }

  private static CheckResult orphans(long references, long orphans) {
    return judge(
        ORPHANS,
        GateFacts.none()
            .withReferences(
                List.of(new ReferenceCounts("patient_id", "users", references, orphans))));
  }

  private static CheckResult judge(GateCheck check, GateFacts facts) {
    GateRequest request =
        new GateRequest("silver", "vitals", null, Scope.BATCH, Collections.emptyList(), facts);
    return new FactJudge(request, facts.tableRows()).judge((GateCheck.OnFacts) check);
  }
}
