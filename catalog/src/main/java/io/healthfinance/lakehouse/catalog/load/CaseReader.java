package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the worked {@code cases} of a derived table. */
final class CaseReader {
  private static final Set<String> ATTRIBUTES =
      Set.of("name", "as_of", "description", "inputs", "given", "expected", "expect");

  private final Mistakes mistakes;

  CaseReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  List<SqlTable.WorkedCase> cases(YamlMap yaml) {
    List<SqlTable.WorkedCase> cases = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlMap map : yaml.maps("cases")) {
      map.allowOnly(ATTRIBUTES, "attribute of a case:");
      String name = map.required("name", "a case");
      if (!names.add(name)) {
        mistakes.add(map.place("name"), "duplicate case '" + name + "'");
      }
      String expected = map.oneOf("expected", "expect");
      if (!map.has(expected)) {
        mistakes.add(map.place(), "case '" + name + "' expects nothing; write expected: [...]");
      }
      cases.add(new SqlTable.WorkedCase(name, asOf(name, map), given(map), rows(map, expected)));
    }
    return List.copyOf(cases);
  }

  /** The rows a case gives, by input, with their lines. */
  static Optional<YamlMap> givenMap(YamlMap map) {
    String name = map.oneOf("inputs", "given");
    return map.isScalar(name) ? Optional.empty() : map.map(name);
  }

  /** The rows a case expects, with their lines. */
  static List<YamlMap> expectedMaps(YamlMap map) {
    return map.maps(map.oneOf("expected", "expect"));
  }

  private String asOf(String name, YamlMap map) {
    String text = map.required("as_of", "case '" + name + "'");
    try {
      return text.isEmpty() ? text : Instant.parse(text).toString();
    } catch (DateTimeParseException invalid) {
      mistakes.add(
          map.place("as_of"),
          "as_of '%s' is not an instant; write it as 2026-01-08T12:00:00Z".formatted(text));
      return text;
    }
  }

  private static List<SqlTable.TableRows> given(YamlMap map) {
    List<SqlTable.TableRows> given = new ArrayList<>();
    givenMap(map)
        .ifPresent(
            tables ->
                tables
                    .names()
                    .forEach(
                        table -> given.add(new SqlTable.TableRows(table, rows(tables, table)))));
    return List.copyOf(given);
  }

  private static List<Map<String, Object>> rows(YamlMap map, String name) {
    return map.maps(name).stream().map(row -> row.plain()).toList();
  }
}
