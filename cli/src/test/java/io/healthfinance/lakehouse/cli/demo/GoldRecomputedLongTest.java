package io.healthfinance.lakehouse.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link GoldRecomputedTest} on a lake of a year, in which no gold table is empty. */
@Tag("long")
class GoldRecomputedLongTest {

  private static DemoLake lake;
  private static RecomputedGold recomputed;

  @BeforeAll
  static void play() throws IOException {
    lake = DemoLake.playYear();
    recomputed = new RecomputedGold(lake.duck());
  }

  @AfterAll
  static void close() throws IOException {
    lake.close();
  }

  static Stream<Named<SqlTable>> tables() {
    return GoldRecomputedTest.tables();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyRowOfAYearEqualsTheOneRecomputedFromSilver(SqlTable table) throws IOException {
    RowDifference difference = recomputed.difference(table);

    assertThat(difference.compared()).as("rows of gold.%s", table.table()).isPositive();
    assertThat(difference.sentences()).as("rows of gold.%s that differ", table.table()).isEmpty();
  }
}
