package io.healthfinance.lakehouse.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.quality.Gate;
import io.healthfinance.lakehouse.quality.GateCheck;
import io.healthfinance.lakehouse.quality.GateFacts;
import io.healthfinance.lakehouse.quality.GateRequest;
import io.healthfinance.lakehouse.quality.GateVerdict;
import io.healthfinance.lakehouse.quality.Scope;
import io.healthfinance.lakehouse.quality.SqlChecks;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The checks that hold a gold table against another table: each passes where both agree, and blocks
 * the table as soon as a part no longer adds up to its total.
 */
class ReconciliationsTest {

  private static final ZoneId BUSINESS_ZONE = ZoneId.of("America/New_York");
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .appName("reconciliations")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate()
            .newSession();
    spark.conf().set("spark.sql.ansi.enabled", "true");
    spark.conf().set("spark.sql.session.timeZone", "UTC");
    spark.conf().set("spark.sql.shuffle.partitions", "1");
  }

  static Stream<Reconciliation> reconciliations() {
    return Reconciliations.all().stream();
  }

  @ParameterizedTest
  @MethodSource("reconciliations")
  void holdsWherePartsAndTotalsAgreeAndBlocksWhereTheyDoNot(Reconciliation reconciliation) {
    SqlTable table = table(reconciliation.table());
    reconciliation
        .inputs()
        .forEach((input, rows) -> spark.sql(rows).createOrReplaceTempView("known_" + input));

    assertThat(verdict(table, reconciliation, reconciliation.sound()).failures()).isEmpty();
    for (String broken : reconciliation.broken()) {
      GateVerdict verdict = verdict(table, reconciliation, broken);
      assertThat(verdict.passed()).as("%s over %s", reconciliation.check(), broken).isFalse();
      assertThat(verdict.reason()).contains(reconciliation.check(), table.table());
    }
  }

  private static SqlTable table(String name) {
    return new CatalogLoader()
        .loadBundled().gold().stream()
            .filter(table -> table.table().equals(name))
            .findFirst()
            .orElseThrow();
  }

  private static GateVerdict verdict(SqlTable table, Reconciliation reconciliation, String rows) {
    List<GateCheck> checks =
        SqlChecks.of(
                table,
                text ->
                    new SelectRenderer()
                        .renderText(
                            table,
                            text,
                            input -> "known_" + input,
                            Instant.parse(reconciliation.asOf()),
                            BUSINESS_ZONE))
            .stream()
            .filter(check -> check.name().equals(reconciliation.check()))
            .toList();
    assertThat(checks).as("checks of this name").hasSize(1);
    return new Gate()
        .check(
            new GateRequest(
                table.layer(),
                table.table(),
                spark.sql(rows),
                Scope.WHOLE,
                checks,
                GateFacts.none()));
  }
}
