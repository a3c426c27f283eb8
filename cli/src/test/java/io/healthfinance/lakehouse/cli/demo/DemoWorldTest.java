package io.healthfinance.lakehouse.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.config.LakeConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The world that {@code ./lake demo} shows, as large and with the same seed: its rates lie in the
 * bands of {@code world/bands.yaml}, and every branch of {@code world/branches.yaml} occurs in it.
 */
class DemoWorldTest {

  private static List<Map<String, Object>> figures;
  private static List<Map<String, Object>> branches;
  private static ToldWorld world;

  @BeforeAll
  static void tell() throws IOException {
    figures = list("bands.yaml", "figures");
    branches = list("branches.yaml", "branches");
    String facts = text("facts.sql");
    Catalog catalog = new CatalogLoader().loadBundled();
    // Only what somebody asks for is written down.
    String asked = facts + figures + branches;
    TreeSet<String> tables = new TreeSet<>(catalog.sources().keySet());
    tables.removeIf(table -> !asked.matches("(?s).*\\b" + table + "\\b.*"));
    CommandSpec demo = new CommandLine(new DemoCommand()).getCommandSpec();
    DemoWorld asShown =
        new DemoWorld(
            LakeConfig.at(Path.of("unused")),
            Integer.parseInt(demo.findOption("--patients").defaultValue()),
            Long.parseLong(demo.findOption("--seed").defaultValue()));
    world = ToldWorld.tell(catalog, asShown.options(), tables);
    world.execute(facts);
  }

  @AfterAll
  static void close() throws SQLException {
    world.close();
  }

  @TestFactory
  Stream<DynamicTest> aPublishedRateLiesInItsBand() {
    return figures.stream()
        .map(
            figure ->
                DynamicTest.dynamicTest(
                    (String) figure.get("name"),
                    () ->
                        assertThat(world.number((String) figure.get("sql")))
                            .as("%s (%s)", figure.get("name"), figure.get("source"))
                            .isBetween(number(figure, "low"), number(figure, "high"))));
  }

  @TestFactory
  Stream<DynamicTest> aBranchOfADefinitionOccurs() {
    return branches.stream()
        .map(
            branch ->
                DynamicTest.dynamicTest(
                    (String) branch.get("name"),
                    () -> assertThat(world.number((String) branch.get("sql"))).isPositive()));
  }

  @Test
  void everyBandNamesWhereItIsPublishedAndWhoSaysSo() {
    Catalog catalog = new CatalogLoader().loadBundled();
    List<String> published =
        Stream.concat(catalog.silver().stream(), catalog.gold().stream())
            .map(SqlTable::table)
            .toList();
    assertThat(figures)
        .hasSizeGreaterThan(30)
        .allSatisfy(
            figure -> {
              assertThat((String) figure.get("source")).hasSizeGreaterThan(30);
              assertThat(published).contains((String) figure.get("table"));
              assertThat(number(figure, "low")).isLessThanOrEqualTo(number(figure, "high"));
            });
  }

  private static double number(Map<String, Object> figure, String field) {
    return ((Number) figure.get(field)).doubleValue();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(String file, String key) throws IOException {
    return (List<Map<String, Object>>) new Yaml().<Map<String, Object>>load(text(file)).get(key);
  }

  private static String text(String file) throws IOException {
    try (InputStream in = DemoWorldTest.class.getResourceAsStream("/world/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
