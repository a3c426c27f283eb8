package io.healthfinance.lakehouse.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every worked case of every derived table gives the rows that its YAML promises. */
class WorkedCasesTest {

  private static final ZoneId BUSINESS_ZONE = ZoneId.of("America/New_York");

  @TestFactory
  Stream<DynamicContainer> everyWorkedCaseHolds() {
    Catalog catalog = new CatalogLoader().loadBundled();
    WorkedCaseRunner runner =
        new WorkedCaseRunner(TrialSession.open(), catalog, BUSINESS_ZONE, OneTaskPlan::rows);
    return tables(catalog)
        .map(table -> DynamicContainer.dynamicContainer(table.qualified(), cases(table, runner)));
  }

  @TestFactory
  Stream<DynamicTest> everyDerivedTableHasWorkedCases() {
    Catalog catalog = new CatalogLoader().loadBundled();
    return tables(catalog)
        .map(
            table ->
                DynamicTest.dynamicTest(
                    table.qualified(), () -> assertThat(table.cases()).isNotEmpty()));
  }

  /** All derived tables, or those that {@code -Dlake.tables=a,b} names. */
  private static Stream<SqlTable> tables(Catalog catalog) {
    Set<String> wanted = Set.of(System.getProperty("lake.tables", "").split(","));
    return Stream.concat(catalog.silver().stream(), catalog.gold().stream())
        .filter(table -> wanted.contains("") || wanted.contains(table.table()));
  }

  private static Stream<DynamicTest> cases(SqlTable table, WorkedCaseRunner runner) {
    return table.cases().stream()
        .map(
            workedCase ->
                DynamicTest.dynamicTest(
                    workedCase.name(), () -> assertThat(runner.run(table, workedCase)).isEmpty()));
  }
}
