package io.healthfinance.lakehouse.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StagedSelectTest {

  @Test
  void aPartReadsAnotherByItsNameAndCallsItByItsAlias() {
    StagedSelect staged =
        StagedSelect.of(
            "gold.t",
            """
            WITH people AS (SELECT id FROM ${users}),
            visits AS (
              SELECT people.id, count(*) AS n
              FROM people JOIN ${appointments} a ON a.id IN (SELECT p.id FROM people p)
              GROUP BY people.id)
            SELECT v.id FROM Visits v ORDER BY v.id\
            """);
    assertThat(staged.parts())
        .containsExactly(
            entry("people", "SELECT id FROM ${users}"),
            entry(
                "visits",
                """
                SELECT people.id, count(*) AS n
                  FROM ${*people} AS people JOIN ${appointments} a ON a.id IN (SELECT p.id FROM ${*people} p)
                  GROUP BY people.id\
                """),
            entry(StagedSelect.RESULT, "SELECT v.id FROM ${*visits} v ORDER BY v.id"));
    assertThat(staged.reads().get("visits")).isEqualTo(Set.of("people"));
    assertThat(staged.reads().get("people")).isEmpty();
  }

  @Test
  void onlyPartsHaveANameBehindAnInput() {
    assertThat(StagedSelect.partBehind("*people")).isEqualTo("people");
    assertThat(StagedSelect.partBehind("users")).isNull();
  }

  @Test
  void withoutAWithThereIsTheResultAlone() {
    assertThat(StagedSelect.of("gold.t", "SELECT 1 AS a FROM ${users}").parts())
        .containsExactly(entry(StagedSelect.RESULT, "SELECT 1 AS a FROM ${users}"));
  }

  @Test
  void whatSparkCannotParseIsRefused() {
    assertThatThrownBy(() -> StagedSelect.of("gold.t", "WITH a AS (SELECT 1 SELECT 1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gold.t");
  }

  private static Map.Entry<String, String> entry(String name, String text) {
    return Map.entry(name, text);
  }
}
