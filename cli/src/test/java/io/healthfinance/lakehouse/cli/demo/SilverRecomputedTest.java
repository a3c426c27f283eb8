package io.healthfinance.lakehouse.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Silver computed a second time, by another engine from the landing files. The statements in {@code
 * recomputed/silver} were written from the contracts by hand and share nothing with the lake.
 */
@ExtendWith(PlayedDemo.class)
class SilverRecomputedTest {

  /** The service that had nothing to tell in this demo. */
  private static final String SILENT = "fraud_alerts";

  static Set<String> tables() {
    Set<String> tables = new TreeSet<>(new CatalogLoader().loadBundled().sources().keySet());
    tables.remove(SILENT);
    return tables;
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyRowEqualsTheOneRecomputedFromTheLandingFiles(String table, DemoLake lake)
      throws IOException {
    RowDifference difference =
        RowDifference.between(
            lake.duck(), statement("recomputed/silver/" + table + ".sql"), "silver." + table);

    assertThat(difference.compared()).as("rows of silver.%s", table).isPositive();
    assertThat(difference.sentences()).as("rows of silver.%s that differ", table).isEmpty();
  }

  @Test
  void aTableWhoseServiceSentNothingIsThereAndEmpty(DemoLake lake) {
    assertThat(lake.duck().number("SELECT count(*) FROM silver." + SILENT)).isZero();
  }

  static String statement(String resource) throws IOException {
    try (InputStream in =
        SilverRecomputedTest.class.getClassLoader().getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
