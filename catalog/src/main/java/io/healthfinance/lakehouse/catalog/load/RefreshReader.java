package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads how a derived table follows the changes of its inputs, and checks it against the table. */
final class RefreshReader {

  private final Mistakes mistakes;

  RefreshReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** Empty when the table is always computed whole. */
  Optional<SqlTable.Refresh> refresh(YamlMap yaml) {
    return yaml.map("refresh").map(map -> refresh(yaml, map));
  }

  private SqlTable.Refresh refresh(YamlMap yaml, YamlMap map) {
    map.allowOnly(Set.of("by", "through", "whole", "changes_at"), "attribute of refresh:");
    String column = map.required("by", "refresh");
    Set<String> columns = yaml.map("columns").map(YamlMap::names).orElse(Set.of());
    if (!column.isEmpty() && !columns.contains(column)) {
      mistakes.addUnknown(
          map.place("by"),
          "refresh goes by '%s', which is no column of the table".formatted(column),
          column,
          columns);
    }
    if (yaml.has("restate")) {
      mistakes.add(yaml.place("refresh"), "a table that restates days cannot be refreshed by key");
    }
    Set<String> inputs = yaml.map("inputs").map(YamlMap::names).orElse(Set.of());
    Map<String, String> through = new LinkedHashMap<>();
    map.map("through")
        .ifPresent(
            names -> {
              requireInputs(names, inputs);
              names.names().forEach(n -> names.text(n).ifPresent(c -> through.put(n, c)));
            });
    for (YamlMap.Item item : map.items("whole")) {
      requireInput(item.text(), item.place(), inputs);
    }
    List<String> whole = map.texts("whole");
    Map<String, String> keyed = new LinkedHashMap<>();
    for (String input : inputs) {
      if (!whole.contains(input)) {
        keyed.put(input, through.getOrDefault(input, column));
      }
    }
    Map<String, List<String>> changesAt = new LinkedHashMap<>();
    map.map("changes_at")
        .ifPresent(
            times -> {
              requireInputs(times, keyed.keySet());
              times.names().forEach(input -> changesAt.put(input, times.texts(input)));
            });
    return new SqlTable.Refresh(column, Map.copyOf(keyed), Map.copyOf(changesAt));
  }

  private void requireInputs(YamlMap map, Set<String> inputs) {
    map.names().forEach(name -> requireInput(name, map.place(name), inputs));
  }

  private void requireInput(String name, Mistakes.Place place, Set<String> inputs) {
    if (!inputs.contains(name)) {
      mistakes.addUnknown(
          place, "refresh names '" + name + "', which is no such input", name, inputs);
    }
  }
}
