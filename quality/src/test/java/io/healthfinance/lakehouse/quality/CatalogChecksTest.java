package io.healthfinance.lakehouse.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checks of the real catalog fit the tables they are about; no row is read. */
class CatalogChecksTest {

  private static final Catalog CATALOG = new CatalogLoader().loadBundled();

  static Stream<TableContract> contracts() {
    return CATALOG.sources().values().stream();
  }

  static Stream<SqlTable> derived() {
    return Stream.concat(CATALOG.silver().stream(), CATALOG.gold().stream());
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void theChecksOfAContractFitItsSilverTable(TableContract contract) {
    List<String> fields = new ArrayList<>();
    for (ColumnContract column : contract.clearColumns()) {
      fields.add(column.name() + " " + column.type().silverType());
    }
    contract.tokenColumns().forEach(column -> fields.add(column.tokenName() + " string"));
    fields.add("_lsn bigint");
    fields.add("_source_ts timestamp");
    assertFit(String.join(", ", fields), SilverChecks.of(contract));
  }

  @ParameterizedTest
  @MethodSource("derived")
  void theChecksOfADerivedTableFitItsColumns(SqlTable table) {
    List<String> fields =
        table.columns().stream().map(column -> column.name() + " " + column.type()).toList();
    assertFit(String.join(", ", fields), SqlChecks.of(table, CatalogChecksTest::onSomeDay));
  }

  /** The parameters of a check as a run writes them. */
  private static String onSomeDay(String check) {
    return check
        .replace(":as_of_date", "DATE '2026-03-10'")
        .replace(":as_of", "TIMESTAMP '2026-03-10T12:00:00Z'")
        .replace(":business_zone", "'America/New_York'");
  }

  private static void assertFit(String ddl, List<GateCheck> checks) {
    Dataset<Row> empty = SharedSpark.session().createDataFrame(List.of(), StructType.fromDDL(ddl));
    RowCheckCompiler compiler =
        new RowCheckCompiler(
            empty,
            checks.stream()
                .filter(GateCheck.OnRows.class::isInstance)
                .map(GateCheck.OnRows.class::cast)
                .toList());
    assertThat(checks).extracting(GateCheck::name).doesNotHaveDuplicates();
    for (GateCheck check : checks) {
      if (check instanceof GateCheck.OnRows rows) {
        assertThat(compiler.obstacle(rows)).as(check.name()).isEmpty();
      } else if (check instanceof GateCheck.Columns columns) {
        GateRequest request =
            new GateRequest("any", "any", empty, Scope.WHOLE, checks, GateFacts.none());
        assertThat(new ColumnsJudge(request).judge(columns).passed()).isTrue();
      }
    }
  }
}
