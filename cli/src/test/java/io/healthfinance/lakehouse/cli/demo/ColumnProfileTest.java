package io.healthfinance.lakehouse.cli.demo;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How full each column of the first gold tables is on the demo lake, as {@code column-profile.csv}
 * states it: the least share of rows with a value and the least number of distinct values. An empty
 * list counts as no value, and 0 states that a lake this small has none. A column that silently
 * turns all NULL, or into a constant, fails here.
 */
@ExtendWith(PlayedDemo.class)
class ColumnProfileTest {

  /**
   * A line of the file.
   *
   * @param column name, {@code struct.field} or {@code list[].field}
   */
  record Profile(String table, String column, double share, long distinct) {

    static List<Profile> all() throws IOException {
      return SilverRecomputedTest.statement("column-profile.csv")
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .map(
              cell ->
                  new Profile(
                      cell[0], cell[1], Double.parseDouble(cell[2]), Long.parseLong(cell[3])))
          .toList();
    }

    /** The value in DuckDB, an empty list as NULL. */
    String expression(boolean isList) {
      int element = column.indexOf("[].");
      if (element > 0) {
        String field = "x." + column.substring(element + 3);
        return "nullif([%s FOR x IN %s IF %s IS NOT NULL], [])"
            .formatted(field, column.substring(0, element), field);
      }
      return isList ? "CASE WHEN len(" + column + ") > 0 THEN " + column + " END" : column;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"patient_360", "provider_metrics", "operational_kpis"})
  void everyColumnIsAsFullAndAsVariedAsStated(String table, DemoLake lake) throws IOException {
    List<Profile> profiles = Profile.all().stream().filter(p -> p.table().equals(table)).toList();
    List<String> lists = lists(lake.duck(), table);
    String select =
        profiles.stream()
            .map(profile -> profile.expression(lists.contains(profile.column())))
            .map(
                e ->
                    "avg(CASE WHEN %1$s IS NULL THEN 0 ELSE 1 END), count(DISTINCT %1$s)"
                        .formatted(e))
            .collect(joining(", ", "SELECT ", " FROM gold." + table));

    List<String> measured = lake.duck().rows(select).get(0);

    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < profiles.size(); i++) {
      Profile stated = profiles.get(i);
      softly
          .assertThat(Double.parseDouble(measured.get(2 * i)))
          .as("share of rows with a value in %s.%s", table, stated.column())
          .isGreaterThanOrEqualTo(stated.share());
      softly
          .assertThat(Long.parseLong(measured.get(2 * i + 1)))
          .as("distinct values in %s.%s", table, stated.column())
          .isGreaterThanOrEqualTo(stated.distinct());
    }
    softly.assertAll();
  }

  private static List<String> lists(DuckLake duck, String table) {
    return duck.rows("DESCRIBE gold." + table).stream()
        .filter(row -> row.get(1).endsWith("[]"))
        .map(row -> row.get(0))
        .toList();
  }

  @Test
  void everyColumnIsStatedOnce(DemoLake lake) throws IOException {
    List<String> stated = new ArrayList<>();
    Profile.all()
        .forEach(p -> stated.add(p.table() + "." + p.column().replaceFirst("(\\[])?\\..*", "")));
    TreeSet<String> known = new TreeSet<>();
    for (SqlTable table : lake.catalog().gold()) {
      if (DemoLake.GOLD.contains(table.table())) {
        table.columns().forEach(column -> known.add(table.table() + "." + column.name()));
      }
    }

    assertThat(new TreeSet<>(stated)).isEqualTo(known);
    assertThat(Profile.all().stream().map(p -> p.table() + "." + p.column()))
        .doesNotHaveDuplicates();
  }
}
