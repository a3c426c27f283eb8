package io.healthfinance.lakehouse.cli.demo;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** patient_360, computed a second time by another engine. */
@ExtendWith(PlayedDemo.class)
class Patient360RecomputedTest {

  @Test
  void everyPatientEqualsTheOneRecomputedFromSilver(DemoLake lake) throws IOException {
    RowDifference difference =
        RowDifference.between(
            lake.duck(),
            "SELECT * FROM " + new RecomputedGold(lake.duck()).relation("patient_360"),
            "("
                + SilverRecomputedTest.statement("recomputed/gold/patient_360_published.sql")
                + ")");

    assertThat(difference.compared()).isPositive();
    assertThat(difference.sentences()).isEmpty();
  }

  @Test
  void everyListHoldsWhatSilverSays(DemoLake lake) throws IOException {
    String lists =
        "SELECT patient_id, %s FROM "
            .formatted(
                Stream.of(
                        "active_conditions",
                        "current_medications",
                        "allergies",
                        "active_pathways",
                        "specialists")
                    .map(list -> "list_sort(%1$s)::VARCHAR AS %1$s".formatted(list))
                    .collect(joining(", ")));

    RowDifference difference =
        RowDifference.between(
            lake.duck(),
            lists + new RecomputedGold(lake.duck()).relation("patient_360_lists"),
            "(" + lists + "gold.patient_360)");

    assertThat(difference.compared()).isPositive();
    assertThat(difference.sentences()).isEmpty();
  }

  @Test
  void everyPatientOfTheSourceIsThereOrInQuarantine(DemoLake lake) {
    List<List<String>> missing =
        lake.duck()
            .rows(
                """
                WITH sent AS (
                  SELECT coalesce(after.user_id, before.user_id) AS user_id,
                         arg_max(op, source.lsn) = 'd' AS deleted,
                         bool_or(after.role = 'PATIENT') AS patient,
                         list(filename || '#' || file_row_number) AS places
                  FROM landing.users GROUP BY ALL
                )
                SELECT user_id FROM sent
                WHERE patient AND NOT deleted
                  AND user_id NOT IN (SELECT patient_id FROM gold.patient_360)
                  AND NOT list_has_all(
                        (SELECT list(regexp_replace(file, '^file:(//)?', '') || '#' || row_pos) FROM quarantine.users),
                        places)
                """);

    assertThat(missing).as("patients in bronze that are neither published nor rejected").isEmpty();
    assertThat(lake.duck().number("SELECT count(*) FROM gold.patient_360"))
        .isEqualTo(lake.duck().number("SELECT count(DISTINCT patient_id) FROM gold.patient_360"));
  }
}
