package io.healthfinance.lakehouse.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.dictionary.Definition;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.catalog.load.DefinitionsReader;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.gold.CaseTrial.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/**
 * Every definition of a published number can be read in another way; {@code other-readings.yaml}
 * holds such readings as changes of the SELECT, and a worked case must refute each.
 */
class OtherReadingsTest {

  private static final ZoneId BUSINESS_ZONE = ZoneId.of("America/New_York");

  private final Catalog catalog = new CatalogLoader().loadBundled();
  private final Map<String, List<Map<String, String>>> readings = read();
  private final Map<String, CaseTrial> trials = new HashMap<>();

  @TestFactory
  Stream<DynamicContainer> aCaseRefutesAnotherReadingOfEveryDefinition() {
    return refuted(1);
  }

  @TestFactory
  @Tag("long")
  Stream<DynamicContainer> aCaseRefutesEveryOtherReading() {
    return refuted(Integer.MAX_VALUE);
  }

  private Stream<DynamicContainer> refuted(int readingsOfADefinition) {
    SparkSession spark = TrialSession.open();
    CaseInputs inputs = new CaseInputs(spark, catalog);
    return readings.entrySet().stream()
        .map(
            definition ->
                DynamicContainer.dynamicContainer(
                    definition.getKey(),
                    definition.getValue().stream()
                        .limit(readingsOfADefinition)
                        .map(
                            reading ->
                                DynamicTest.dynamicTest(
                                    reading.get("reading"),
                                    () -> refute(reading, spark, inputs)))));
  }

  @Test
  void everyDefinitionHasAnotherReading() {
    Path file = Path.of(System.getProperty("lake.repo"), "catalog", "definitions.yaml");
    assertThat(new DefinitionsReader(catalog).read(file).stream().map(Definition::id))
        .containsExactlyInAnyOrderElementsOf(readings.keySet());
  }

  private void refute(Map<String, String> reading, SparkSession spark, CaseInputs inputs) {
    SqlTable table = table(reading.get("table"));
    String select = SqlMutants.code(table);
    String place = reading.get("instead_of");
    assertThat(select.split(java.util.regex.Pattern.quote(place), -1))
        .as("%s says '%s' exactly once", table.qualified(), place)
        .hasSize(2);
    CaseTrial trial =
        trials.computeIfAbsent(
            table.qualified(), name -> new CaseTrial(spark, catalog, inputs, table, BUSINESS_ZONE));
    assertThat(trial.judge(select.replace(place, reading.get("write"))))
        .isInstanceOf(Verdict.Killed.class);
  }

  private SqlTable table(String qualified) {
    return Stream.concat(catalog.silver().stream(), catalog.gold().stream())
        .filter(table -> table.qualified().equals(qualified))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No derived table " + qualified));
  }

  private static Map<String, List<Map<String, String>>> read() {
    try (InputStream file = OtherReadingsTest.class.getResourceAsStream("/other-readings.yaml")) {
      return new Yaml().load(file);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException("Cannot read other-readings.yaml", unreadable);
    }
  }
}
