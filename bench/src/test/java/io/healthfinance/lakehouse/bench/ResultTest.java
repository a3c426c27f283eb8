package io.healthfinance.lakehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTest {

  private static final Map<String, Double> MEDIANS = Map.of("ours", 2.0, "slow", 9.0, "fast", 5.0);

  @TempDir private Path directory;

  @Test
  void aSideIsDividedByTheReference() {
    Side side = new CountedBench(List.of("peer"), "").sides(1).get(0);

    Figures figures = Figures.of(side, runs(3, 9, 6, 5), 2);

    assertThat(figures.median()).isEqualTo(5.5);
    assertThat(figures.min()).isEqualTo(3);
    assertThat(figures.max()).isEqualTo(9);
    assertThat(figures.ratio()).isEqualTo(2.75);
  }

  @Test
  void theFastestPeerDecides() {
    Goal goal = Goal.slower("peers / ours", List.of("slow", "fast"), "ours", 2.6);

    assertThat(goal.judge(MEDIANS).value()).isEqualTo(2.5);
    assertThat(goal.judge(MEDIANS).met()).isFalse();
    assertThat(Goal.slower("peers / ours", List.of("slow"), "ours", 2.6).judge(MEDIANS).met())
        .isTrue();
  }

  @Test
  void aLimitIsMetFromBelow() {
    assertThat(Goal.within("slow / fast", "slow", "fast", 1.8).judge(MEDIANS).met()).isTrue();
    assertThat(Goal.within("slow / fast", "slow", "fast", 1.7).judge(MEDIANS).met()).isFalse();
    assertThat(Goal.seconds("ours", "ours", 1.9).judge(MEDIANS).met()).isFalse();
  }

  @Test
  void aBenchThatRunsAgainReplacesItsOwnResultOnly() throws Exception {
    Results results = new Results(directory);
    results.store(result("backfill", 3));
    results.store(result("hourly", 4));

    results.store(result("backfill", 5));

    assertThat(Files.readString(directory.resolve("RESULTS.md")))
        .contains("## backfill", "| `only` | 5.00 |", "## hourly", "| `only` | 4.00 |")
        .doesNotContain("3.00");
  }

  private static Result result(String bench, double seconds) {
    Side side = new CountedBench(List.of("only"), "").sides(1).get(0);
    return new Result(
        bench,
        "Why?",
        "nothing",
        1,
        1,
        "4g",
        "2 cores",
        "2026-03-01",
        List.of(Figures.of(side, runs(seconds), seconds)),
        List.of());
  }

  private static List<Measurement> runs(double... seconds) {
    return DoubleStream.of(seconds)
        .mapToObj(s -> new Measurement(s, Map.of("all", s), 1, 1, new Rows(1, "1")))
        .toList();
  }
}
