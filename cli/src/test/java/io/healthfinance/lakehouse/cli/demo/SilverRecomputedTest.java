package io.healthfinance.lakehouse.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Silver computed a second time, by another engine from the landing files. The statements in {@code
 * recomputed/silver} were written from the contracts by hand and share nothing with the lake.
 */
@ExtendWith(PlayedDemo.class)
class SilverRecomputedTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "users",
        "user_sessions",
        "appointments",
        "vitals",
        "diagnoses",
        "allergies",
        "immunizations",
        "lab_results",
        "insurance_policies",
        "payers",
        "payments",
        "admissions",
        "risk_scores",
        "care_pathways"
      })
  void everyRowEqualsTheOneRecomputedFromTheLandingFiles(String table, DemoLake lake)
      throws IOException {
    RowDifference difference =
        RowDifference.between(
            lake.duck(), statement("recomputed/silver/" + table + ".sql"), "silver." + table);

    assertThat(difference.compared()).as("rows of silver.%s", table).isPositive();
    assertThat(difference.sentences()).as("rows of silver.%s that differ", table).isEmpty();
  }

  static String statement(String resource) throws IOException {
    try (InputStream in =
        SilverRecomputedTest.class.getClassLoader().getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
