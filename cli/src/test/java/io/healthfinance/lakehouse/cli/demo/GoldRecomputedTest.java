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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gold computed a second time, by another engine from the published silver tables, with statements
 * written from the definitions: where gold adds up changes, they ask every day anew.
 */
@ExtendWith(PlayedDemo.class)
class GoldRecomputedTest {

  /** Its lists have another shape; {@link Patient360RecomputedTest} compares its other columns. */
  private static final String OWN_TEST = "patient_360";

  private static RecomputedGold recomputed;

  @BeforeAll
  static void open(DemoLake lake) throws IOException {
    recomputed = new RecomputedGold(lake.duck());
  }

  static Stream<SqlTable> tables() {
    return new CatalogLoader()
        .loadBundled().gold().stream().filter(table -> !table.table().equals(OWN_TEST));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyRowEqualsTheOneRecomputedFromSilver(SqlTable table, DemoLake lake) throws IOException {
    assertThat(RecomputedGold.exists(RecomputedGold.resource(table.table())))
        .as("%s recomputes gold.%s", RecomputedGold.resource(table.table()), table.table())
        .isTrue();

    RowDifference difference =
        RowDifference.between(
            lake.duck(),
            table.key(),
            "SELECT * FROM " + recomputed.relation(table.table()),
            "gold." + table.table());

    assertThat(difference.compared()).as("rows of gold.%s", table.table()).isPositive();
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
