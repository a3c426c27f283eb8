package io.healthfinance.lakehouse.cli.demo;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Rows that only one of two relations has, duplicates counted.
 *
 * @param compared rows of the expected relation
 * @param sentences for each key that differs, the columns in which it does
 */
record RowDifference(long compared, List<String> sentences) {

  /**
   * Compares the columns that {@code expected} gives. Its first column is the key.
   *
   * @param expected a SELECT
   * @param actual a relation with at least the columns of {@code expected}
   */
  static RowDifference between(DuckLake duck, String expected, String actual) {
    return between(duck, columns(duck, expected).subList(0, 1), expected, actual);
  }

  /**
   * Compares the columns that {@code expected} gives.
   *
   * @param key columns by which the sentences name a row
   * @param expected a SELECT
   * @param actual a relation with at least the columns of {@code expected}
   */
  static RowDifference between(DuckLake duck, List<String> key, String expected, String actual) {
    List<String> columns = columns(duck, expected);
    List<Integer> places = key.stream().filter(columns::contains).map(columns::indexOf).toList();
    String list = columns.stream().map(name -> '"' + name + '"').collect(joining(", "));
    duck.execute("CREATE OR REPLACE TEMP TABLE expected AS " + expected);
    duck.execute("CREATE OR REPLACE TEMP TABLE actual AS SELECT " + list + " FROM " + actual);
    Map<String, List<String>> missing = byKey(duck, places, "FROM expected EXCEPT ALL FROM actual");
    Map<String, List<String>> surplus = byKey(duck, places, "FROM actual EXCEPT ALL FROM expected");
    List<String> sentences = new ArrayList<>();
    missing.forEach(
        (name, row) -> sentences.add(sentence(name, columns, row, surplus.remove(name))));
    surplus.forEach((name, row) -> sentences.add("only the lake has " + name));
    return new RowDifference(duck.number("SELECT count(*) FROM expected"), sentences);
  }

  private static List<String> columns(DuckLake duck, String select) {
    return duck.rows("DESCRIBE " + select).stream().map(row -> row.get(0)).toList();
  }

  private static Map<String, List<String>> byKey(
      DuckLake duck, List<Integer> places, String select) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (List<String> row : duck.rows(select)) {
      String key = places.stream().map(place -> row.get(place)).collect(joining(" "));
      rows.put(rows.containsKey(key) ? key + "#" + rows.size() : key, row);
    }
    return rows;
  }

  private static String sentence(
      String key, List<String> columns, List<String> expected, List<String> actual) {
    if (actual == null) {
      return "the lake lacks " + key;
    }
    List<String> differing = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!Objects.equals(expected.get(i), actual.get(i))) {
        differing.add(columns.get(i) + " is " + actual.get(i) + ", not " + expected.get(i));
      }
    }
    return key + ": " + String.join("; ", differing);
  }
}
