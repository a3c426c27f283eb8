package io.healthfinance.lakehouse.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The scalar columns of patient_360, computed a second time by another engine. */
@ExtendWith(PlayedDemo.class)
class Patient360RecomputedTest {

  @Test
  void everyPatientEqualsTheOneRecomputedFromSilver(DemoLake lake) throws IOException {
    DuckLake duck = lake.duck();
    duck.execute("SET VARIABLE now = (SELECT max(as_of) FROM ops.runs)");
    duck.execute("SET VARIABLE today = (getvariable('now') AT TIME ZONE 'America/New_York')::DATE");

    RowDifference difference =
        RowDifference.between(
            duck,
            SilverRecomputedTest.statement("recomputed/gold/patient_360.sql"),
            "("
                + SilverRecomputedTest.statement("recomputed/gold/patient_360_published.sql")
                + ")");

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
