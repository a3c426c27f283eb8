package io.healthfinance.lakehouse.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gold computed a second time, by another engine from the published silver tables, with statements
 * written from the definitions: where gold adds up changes, they ask every day anew.
 */
@ExtendWith(PlayedDemo.class)
class GoldRecomputedTest {

  /** {@link Patient360RecomputedTest} opens its groups of columns and sorts its lists. */
  private static final String OWN_TEST = "patient_360";

  /** Nobody came and went while this lake listened; {@link GoldRecomputedLongTest} has rows. */
  private static final Set<String> EMPTY_HERE = Set.of("ml_readmission_training");

  private static RecomputedGold recomputed;

  @BeforeAll
  static void open(DemoLake lake) throws IOException {
    recomputed = new RecomputedGold(lake.duck());
  }

  static Stream<Named<SqlTable>> tables() {
    return new CatalogLoader()
        .loadBundled().gold().stream()
            .filter(table -> !table.table().equals(OWN_TEST))
            .map(table -> Named.of(table.qualified(), table));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyRowEqualsTheOneRecomputedFromSilver(SqlTable table) throws IOException {
    assertThat(RecomputedGold.exists(RecomputedGold.resource(table.table())))
        .as("%s recomputes gold.%s", RecomputedGold.resource(table.table()), table.table())
        .isTrue();

    RowDifference difference = recomputed.difference(table);

    if (!EMPTY_HERE.contains(table.table())) {
      assertThat(difference.compared()).as("rows of gold.%s", table.table()).isPositive();
    }
    assertThat(difference.sentences()).as("rows of gold.%s that differ", table.table()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyColumnIsCompared(SqlTable table, DemoLake lake) throws IOException {
    List<String> compared =
        lake.duck().rows("DESCRIBE " + recomputed.relation(table.table())).stream()
            .map(row -> row.get(0))
            .toList();
    Set<String> left = new TreeSet<>();
    table.columns().forEach(column -> left.add(table.table() + "." + column.name()));
    compared.forEach(column -> left.remove(table.table() + "." + column));

    assertThat(left).as("columns that nothing compares").isEmpty();
  }
}
