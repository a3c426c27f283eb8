package io.healthfinance.lakehouse.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlMutantsTest {

  @Test
  void everyKindOfChangeIsMadeInCodeAndNoneInTextsOrComments() {
    String select =
        """
        SELECT DISTINCT x.a, sum(x.b) AS total -- WHERE b < 1
        FROM ${t} x
        JOIN ${u} y ON y.id = x.id AND y.name = 'sum(a) < b AND c'
        LEFT JOIN ${v} z ON z.id = x.id
        WHERE x.day >= :as_of_date AND x.place BETWEEN 1 AND 10
        GROUP BY x.a
        ORDER BY x.a, total DESC
        """;
    assertThat(names(select))
        .containsExactlyInAnyOrder(
            "distinct: SELECT DISTINCT x.a, sum(x.b) AS total -> all",
            "aggregate: sum(x.b) -> max",
            "join: JOIN ${u} y -> LEFT",
            "join key: drop y.id = x.id",
            "join key: drop y.name = 'sum(a) < b AND c'",
            "join: LEFT JOIN ${v} z -> INNER",
            "join key: drop z.id = x.id",
            "filter: drop x.day >= :as_of_date",
            "filter: drop x.place BETWEEN 1 AND 10",
            "boundary: x.day >= :as_of_date -> >",
            "boundary: x.place BETWEEN 1 AND 10 -> without the lower",
            "boundary: x.place BETWEEN 1 AND 10 -> without the upper",
            "order: x.a -> DESC",
            "order: total DESC -> ASC");
  }

  @Test
  void aMutantIsTheSelectWithOnePlaceChanged() {
    assertThat(SqlMutants.of("t", "SELECT a FROM b WHERE c < 1 AND d = 2"))
        .extracting(SqlMutant::select)
        .containsExactly(
            "SELECT a FROM b WHERE d = 2",
            "SELECT a FROM b WHERE c < 1",
            "SELECT a FROM b WHERE c <= 1 AND d = 2");
  }

  @Test
  void theSameChangeInASecondPlaceHasANameOfItsOwn() {
    assertThat(names("SELECT max(a) AS b, max(a) AS c FROM d"))
        .containsExactly("aggregate: max(a) -> min", "aggregate: max(a) -> min #2");
  }

  @Test
  void aSelectThatSparkCannotReadIsRefused() {
    assertThatThrownBy(() -> SqlMutants.of("gold.t", "SELECT a FROM b WHERE (c"))
        .hasMessageContaining("gold.t.sql:1:")
        .hasMessageContaining("cannot be parsed");
  }

  private static List<String> names(String select) {
    return SqlMutants.of("t", select).stream().map(SqlMutant::name).toList();
  }
}
