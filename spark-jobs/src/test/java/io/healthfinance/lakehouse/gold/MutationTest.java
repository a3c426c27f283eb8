package io.healthfinance.lakehouse.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.gold.CaseTrial.Verdict;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Every SELECT of silver and gold is changed in one place after the other; the worked cases and the
 * gate's checks must notice. What they do not notice stands in {@code mutation-survivors.yaml}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutationTest {

  private static final ZoneId BUSINESS_ZONE = ZoneId.of("America/New_York");
  private static final int SAMPLE = 3;
  private static final double KILLED = 0.80;

  private final Catalog catalog = new CatalogLoader().loadBundled();
  private final MutationSurvivors survivors = MutationSurvivors.read();
  private SparkSession spark;
  private CaseInputs inputs;

  @BeforeAll
  void open() {
    spark = TrialSession.open();
    inputs = new CaseInputs(spark, catalog);
  }

  /** The same few mutants in every run of the normal suite. */
  @TestFactory
  Stream<DynamicTest> aSampleOfMutantsOfEveryTableIsKilled() {
    return tables()
        .map(
            table ->
                DynamicTest.dynamicTest(
                    table.qualified(),
                    () -> {
                      CaseTrial trial = trial(table);
                      for (SqlMutant mutant : sample(table)) {
                        assertThat(trial.judge(mutant.select()))
                            .as("%s with %s", table.qualified(), mutant.name())
                            .isNotInstanceOf(Verdict.Survived.class);
                      }
                    }));
  }

  @TestFactory
  @Tag("long")
  Stream<DynamicTest> fourOfFiveMutantsOfEveryTableAreKilledAndTheOthersAreListed() {
    return tables()
        .map(table -> DynamicTest.dynamicTest(table.qualified(), () -> judgeAllMutants(table)));
  }

  /** On this the trials rest: they compute only the parts that a change reaches. */
  @Test
  void aSelectGivesInPartsWhatItGivesInOnePiece() {
    SqlTable small =
        tables().filter(table -> table.table().equals("chronic_cohorts")).findFirst().orElseThrow();
    assertThat(trial(small).partsGiveWhatTheWholeGives()).isTrue();
  }

  private void judgeAllMutants(SqlTable table) {
    CaseTrial trial = trial(table);
    assertThat(trial.partsGiveWhatTheWholeGives())
        .as("%s gives in parts what it gives in one piece", table.qualified())
        .isTrue();
    assertThat(trial.judge(SqlMutants.code(table)))
        .as("%s unchanged", table.qualified())
        .isEqualTo(new Verdict.Survived(List.of()));
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    SqlMutants.of(table)
        .forEach(mutant -> verdicts.put(mutant.name(), trial.judge(mutant.select())));
    Set<String> survived = named(verdicts, Verdict.Survived.class);
    assertThat(survived)
        .as("mutants of %s that nobody noticed, against the list", table.qualified())
        .isEqualTo(survivors.of(table.qualified()));
    int killed = named(verdicts, Verdict.Killed.class).size();
    int different = killed + survived.size() - survivors.equivalent(table.qualified()).size();
    assertThat((double) killed / Math.max(1, different))
        .as("share killed of the mutants of %s that differ from it", table.qualified())
        .isGreaterThanOrEqualTo(KILLED);
  }

  private static Set<String> named(
      Map<String, Verdict> verdicts, Class<? extends Verdict> verdict) {
    return verdicts.entrySet().stream()
        .filter(entry -> verdict.isInstance(entry.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<SqlMutant> sample(SqlTable table) {
    Set<String> known = survivors.of(table.qualified());
    return SqlMutants.of(table).stream()
        .filter(mutant -> !known.contains(mutant.name()))
        .sorted(Comparator.comparingInt(mutant -> Integer.reverse(mutant.name().hashCode())))
        .limit(SAMPLE)
        .toList();
  }

  private CaseTrial trial(SqlTable table) {
    return new CaseTrial(spark, catalog, inputs, table, BUSINESS_ZONE);
  }

  /** The judged tables, or those of them that {@code -Dlake.tables=gold.a,silver.b} names. */
  private Stream<SqlTable> tables() {
    Set<String> wanted = Set.of(System.getProperty("lake.tables", "").split(","));
    return Stream.concat(catalog.silver().stream(), catalog.gold().stream())
        .filter(table -> survivors.tables().contains(table.qualified()))
        .filter(table -> wanted.contains("") || wanted.contains(table.qualified()));
  }
}
