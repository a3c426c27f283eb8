package io.healthfinance.lakehouse.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScoresTest {

  @Test
  void theFiveDimensionsOfATableAreWeighted() {
    // completeness (100 + 90) / 2 = 95; validity 1 - 2/100 = 98; consistency 1 - 5/50 = 90;
    // timeliness 9/10 = 90; accuracy 80/100 = 80
    // 0.30*95 + 0.25*98 + 0.20*90 + 0.15*90 + 0.10*80 = 28.5 + 24.5 + 18 + 13.5 + 8 = 92.5
    Score score = Scores.of(List.of(vitals())).tables().get(0).score();
    assertThat(score.dimension(Dimension.COMPLETENESS)).contains(exactly("95.0000"));
    assertThat(score.dimension(Dimension.VALIDITY)).contains(exactly("98.0000"));
    assertThat(score.dimension(Dimension.CONSISTENCY)).contains(exactly("90.0000"));
    assertThat(score.dimension(Dimension.TIMELINESS)).contains(exactly("90.0000"));
    assertThat(score.dimension(Dimension.ACCURACY)).contains(exactly("80.0000"));
    assertThat(score.total()).contains(exactly("92.5000"));
  }

  @Test
  void eachColumnHasTheDimensionsThatApplyToIt() {
    ScoreCard card = Scores.of(List.of(vitals()));
    assertThat(card.columns())
        .extracting(QualityScore::column)
        .containsExactly("measured_at", "patient_id", "systolic");
    // patient_id: (0.30*100 + 0.20*90) / 0.50 = 96
    assertThat(column(card, "patient_id").score().total()).contains(exactly("96.0000"));
    assertThat(column(card, "systolic").score().dimensions())
        .isEqualTo(Map.of(Dimension.VALIDITY, exactly("98.0000")));
    assertThat(column(card, "measured_at").critical()).isTrue();
    assertThat(column(card, "patient_id").critical()).isFalse();
  }

  @Test
  void aDimensionThatDoesNotApplyIsAbsentAndTheOthersCarryItsWeight() {
    TableFacts facts = validity("t", 10, 100, 20).build();
    Score score = Scores.of(List.of(facts)).tables().get(0).score();
    assertThat(score.dimensions()).containsOnlyKeys(Dimension.VALIDITY);
    assertThat(score.total()).contains(exactly("80.0000"));
  }

  @Test
  void nothingMeasuredIsNotAPerfectScore() {
    ScoreCard card = Scores.of(List.of(validity("t", 0, 0, 0).build()));
    assertThat(card.tables().get(0).score().total()).isEmpty();
    assertThat(card.overall().score().total()).isEmpty();
    assertThat(Scores.of(List.of()).overall().score().total()).isEmpty();
  }

  @Test
  void consistencyIsTheWeakerOfReferencesAndKeys() {
    Facts facts = new Facts("t", 10);
    facts.references = List.of(new ReferenceCounts("a", "users", 100, 5));
    facts.keys = Optional.of(new KeyCounts(100, 2));
    assertThat(consistency(facts)).contains(exactly("95.0000"));
    facts.keys = Optional.of(new KeyCounts(100, 8));
    assertThat(consistency(facts)).contains(exactly("92.0000"));
    facts.references = List.of();
    assertThat(consistency(facts)).contains(exactly("92.0000"));
  }

  @Test
  void referencesOfATableArePooled() {
    Facts facts = new Facts("t", 10);
    facts.references =
        List.of(
            new ReferenceCounts("a", "users", 300, 0), new ReferenceCounts("b", "payers", 100, 4));
    assertThat(consistency(facts)).contains(exactly("99.0000"));
  }

  @Test
  void fewTablesWeighTheSameHoweverLarge() {
    ScoreCard card =
        Scores.of(
            List.of(
                validity("large", 1_000_000, 100, 0).build(),
                validity("small", 10, 100, 50).build()));
    assertThat(card.overall().score().total()).contains(exactly("75.0000"));
  }

  @Test
  void aCriticalTableCountsDouble() {
    ScoreCard card =
        Scores.of(
            List.of(
                validity("critical", 100, 100, 0).critical().build(),
                validity("other", 100, 100, 30).build()));
    // (2*100 + 1*70) / 3
    assertThat(card.overall().score().total()).contains(exactly("90.0000"));
  }

  @Test
  void aTableThatRestedTakesPartWithItsEarlierScores() {
    List<QualityScore> before =
        Scores.of(
                List.of(
                    validity("moved", 100, 100, 60).build(),
                    validity("rested", 100, 100, 30).critical().build()))
            .scores();
    ScoreCard card = Scores.of(List.of(validity("moved", 100, 100, 0).build()), before);
    assertThat(card.tables()).extracting(QualityScore::table).containsExactly("moved", "rested");
    assertThat(card.tables().get(0).score().total()).contains(exactly("100.0000"));
    assertThat(card.tables().get(1).score().total()).contains(exactly("70.0000"));
    // (1*100 + 2*70) / 3
    assertThat(card.overall().score().total()).contains(exactly("80.0000"));
    assertThat(card.layers().get(0).score().total()).contains(exactly("80.0000"));
    assertThat(card.overall().rows()).isEqualTo(200);
  }

  @Test
  void aLargeTableIsCappedAndTheRestGoesByRows() {
    // 1 table of 9,000 rows at 0, 15 tables of 100 rows at 100, 5 of 500 rows at 50.
    // Uncapped the first would weigh 9000/13000. Capped: 0.1; of the 0.9 left, 4,000 rows share:
    // a table of 500 would get 0.1125, so the five are capped at 0.1 too, and 15 share 0.4.
    List<TableFacts> tables = new ArrayList<>();
    tables.add(validity("events", 9_000, 100, 100).build());
    for (int i = 0; i < 15; i++) {
      tables.add(validity("small" + i, 100, 100, 0).build());
    }
    for (int i = 0; i < 5; i++) {
      tables.add(validity("medium" + i, 500, 100, 50).build());
    }
    // 0.1*0 + 0.5*50 + 0.4*100 = 65
    assertThat(Scores.of(tables).overall().score().total()).contains(exactly("65.0000"));
    Collections.reverse(tables);
    assertThat(Scores.of(tables).overall().score().total()).contains(exactly("65.0000"));
  }

  @Test
  void layersAreScoredOnTheirOwn() {
    Facts gold = validity("g", 10, 100, 40);
    gold.layer = "gold";
    ScoreCard card = Scores.of(List.of(validity("s", 10, 100, 0).build(), gold.build()));
    assertThat(card.layers()).extracting(QualityScore::layer).containsExactly("gold", "silver");
    assertThat(card.layers())
        .extracting(layer -> layer.score().total().orElseThrow())
        .containsExactly(exactly("60.0000"), exactly("100.0000"));
    assertThat(card.overall().score().total()).contains(exactly("80.0000"));
    assertThat(card.overall().rows()).isEqualTo(20);
  }

  @Test
  void anEmptyTableWhoseEventsWereAllRejectedStillCounts() {
    ScoreCard card = Scores.of(List.of(validity("t", 0, 100, 100).build()));
    assertThat(card.overall().score().total()).contains(exactly("0.0000"));
  }

  @Test
  void theWeightsAddUpToOne() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Dimension dimension : Dimension.values()) {
      sum = sum.add(dimension.weight());
    }
    assertThat(sum).isEqualByComparingTo("1");
  }

  private static TableFacts vitals() {
    Facts facts = validity("vitals", 100, 100, 2);
    facts.completeness =
        List.of(
            new ColumnCompleteness("patient_id", false, 100, 100),
            new ColumnCompleteness("measured_at", true, 100, 90));
    facts.references = List.of(new ReferenceCounts("patient_id", "users", 50, 5));
    facts.keys = Optional.of(new KeyCounts(100, 0));
    facts.timeliness = Optional.of(new LandingTimeliness(10, 9));
    facts.accuracy = Optional.of(new AccuracyCounts(100, 80));
    return facts.build();
  }

  private static Facts validity(String table, long rows, long events, long rejected) {
    Facts facts = new Facts(table, rows);
    facts.events = Optional.of(new EventCounts(events, rejected, Map.of("systolic", rejected)));
    return facts;
  }

  private static Optional<BigDecimal> consistency(Facts facts) {
    return Scores.of(List.of(facts.build()))
        .tables()
        .get(0)
        .score()
        .dimension(Dimension.CONSISTENCY);
  }

  private static QualityScore column(ScoreCard card, String name) {
    return card.columns().stream().filter(c -> c.column().equals(name)).findFirst().orElseThrow();
  }

  private static BigDecimal exactly(String value) {
    return new BigDecimal(value);
  }

  private static final class Facts {
    private String layer = "silver";
    private final String table;
    private final long rows;
    private boolean critical;
    private List<ColumnCompleteness> completeness = List.of();
    private Optional<EventCounts> events = Optional.empty();
    private List<ReferenceCounts> references = List.of();
    private Optional<KeyCounts> keys = Optional.empty();
    private Optional<LandingTimeliness> timeliness = Optional.empty();
    private Optional<AccuracyCounts> accuracy = Optional.empty();

    private Facts(String table, long rows) {
      this.table = table;
      this.rows = rows;
    }

    private Facts critical() {
      critical = true;
      return this;
    }

    private TableFacts build() {
      return new TableFacts(
          layer,
          table,
          rows,
          critical,
          completeness,
          events,
          references,
          keys,
          timeliness,
          accuracy);
    }
  }
}
