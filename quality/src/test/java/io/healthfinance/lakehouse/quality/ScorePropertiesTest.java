package io.healthfinance.lakehouse.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotEmpty;

class ScorePropertiesTest {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  @Property(tries = 500)
  void everyScoreLiesBetweenZeroAndHundred(@ForAll("lakes") List<TableFacts> tables) {
    for (QualityScore score : Scores.of(tables).scores()) {
      assertBounded(score.score().total());
      for (Dimension dimension : Dimension.values()) {
        assertBounded(score.score().dimension(dimension));
      }
    }
  }

  @Property(tries = 500)
  void theTotalLiesBetweenTheWorstAndTheBestDimension(@ForAll("lakes") List<TableFacts> tables) {
    for (QualityScore table : Scores.of(tables).tables()) {
      table
          .score()
          .total()
          .ifPresent(
              total ->
                  assertThat(total)
                      .isBetween(
                          Collections.min(table.score().dimensions().values()),
                          Collections.max(table.score().dimensions().values())));
    }
  }

  @Property(tries = 500)
  void equalDimensionsGiveThatTotalWhicheverOfThemApply(
      @ForAll("dimensions") @NotEmpty List<Dimension> applying,
      @ForAll("percents") BigDecimal value) {
    Map<Dimension, BigDecimal> exact = new EnumMap<>(Dimension.class);
    applying.forEach(dimension -> exact.put(dimension, value));
    assertThat(Score.of(exact).total().orElseThrow()).isEqualByComparingTo(value);
  }

  @Property(tries = 300)
  void theOrderOfTheTablesChangesNoDigit(
      @ForAll("lakes") List<TableFacts> tables, @ForAll Random random) {
    List<TableFacts> shuffled = new ArrayList<>(tables);
    Collections.shuffle(shuffled, random);
    assertThat(Scores.of(shuffled)).isEqualTo(Scores.of(tables));
  }

  @Property(tries = 500)
  void noTableWeighsMoreThanTheCapAndAllWeighOne(@ForAll("lakes") List<TableFacts> tables) {
    Map<TableFacts, BigDecimal> shares = TableWeights.capped(tables);
    double cap = Math.max(0.10, 1.0 / tables.size());
    assertThat(shares).hasSameSizeAs(tables);
    assertThat(shares.values()).allMatch(share -> share.doubleValue() <= cap + 1e-12);
    double sum = shares.values().stream().mapToDouble(BigDecimal::doubleValue).sum();
    assertThat(sum).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Property(tries = 500)
  void moreRowsNeverWeighLess(@ForAll("lakes") List<TableFacts> tables) {
    Map<TableFacts, BigDecimal> shares = TableWeights.capped(tables);
    for (TableFacts one : tables) {
      for (TableFacts other : tables) {
        if (one.rows() > other.rows()) {
          assertThat(shares.get(one).doubleValue())
              .isGreaterThanOrEqualTo(shares.get(other).doubleValue() - 1e-12);
        }
      }
    }
  }

  @Provide
  Arbitrary<List<TableFacts>> lakes() {
    return Combinators.combine(
            Arbitraries.of("silver", "gold"),
            Arbitraries.longs().between(0, 10_000_000),
            Arbitraries.of(true, false),
            counts(),
            counts(),
            counts(),
            counts(),
            counts())
        .as(ScorePropertiesTest::table)
        .list()
        .ofMinSize(1)
        .ofMaxSize(25)
        .map(ScorePropertiesTest::named);
  }

  @Provide
  Arbitrary<List<Dimension>> dimensions() {
    return Arbitraries.of(Dimension.class).list().uniqueElements().ofMinSize(1).ofMaxSize(5);
  }

  @Provide
  Arbitrary<BigDecimal> percents() {
    return Arbitraries.bigDecimals().between(BigDecimal.ZERO, HUNDRED).ofScale(4);
  }

  /** Good and all; nothing, when the dimension does not apply. */
  private static Arbitrary<Optional<long[]>> counts() {
    return Arbitraries.longs()
        .between(0, 1_000_000)
        .flatMap(all -> Arbitraries.longs().between(0, all).map(good -> new long[] {good, all}))
        .optional();
  }

  private static TableFacts table(
      String layer,
      long rows,
      boolean critical,
      Optional<long[]> filled,
      Optional<long[]> valid,
      Optional<long[]> resolved,
      Optional<long[]> timely,
      Optional<long[]> equal) {
    return new TableFacts(
        layer,
        "t",
        rows,
        critical,
        filled.map(c -> List.of(new ColumnCompleteness("x", true, c[1], c[0]))).orElse(List.of()),
        valid.map(c -> new EventCounts(c[1], c[1] - c[0], Map.of("x", c[1] - c[0]))),
        resolved
            .map(c -> List.of(new ReferenceCounts("y", "p", c[1], c[1] - c[0])))
            .orElse(List.of()),
        Optional.empty(),
        timely.map(c -> new LandingTimeliness(c[1], c[0])),
        equal.map(c -> new AccuracyCounts(c[1], c[0])));
  }

  private static List<TableFacts> named(List<TableFacts> tables) {
    Map<String, Integer> seen = new HashMap<>();
    return tables.stream()
        .map(
            t ->
                new TableFacts(
                    t.layer(),
                    "t" + seen.merge(t.layer(), 1, Integer::sum),
                    t.rows(),
                    t.criticalTable(),
                    t.completeness(),
                    t.events(),
                    t.references(),
                    t.keys(),
                    t.timeliness(),
                    t.accuracy()))
        .toList();
  }

  private static void assertBounded(Optional<BigDecimal> value) {
    value.ifPresent(present -> assertThat(present).isBetween(BigDecimal.ZERO, HUNDRED));
  }
}
