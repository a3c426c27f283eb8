package io.healthfinance.lakehouse.catalog.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Orders derived tables so that each follows what it reads; tables in a circle are reported. */
final class DependencyOrder {
  private final Map<String, SqlTableReader.Read> tables = new LinkedHashMap<>();
  private final Set<String> done = new LinkedHashSet<>();
  private final Set<String> open = new LinkedHashSet<>();
  private final Mistakes mistakes;

  DependencyOrder(List<SqlTableReader.Read> all, Mistakes mistakes) {
    all.forEach(read -> tables.putIfAbsent(read.table().qualified(), read));
    this.mistakes = mistakes;
  }

  List<SqlTableReader.Read> sorted() {
    tables.keySet().forEach(this::visit);
    return done.stream().map(tables::get).toList();
  }

  private void visit(String table) {
    if (done.contains(table)) {
      return;
    }
    open.add(table);
    SqlTableReader.Read read = tables.get(table);
    for (var input : read.table().inputs()) {
      String other = producer(input.name());
      if (open.contains(other)) {
        mistakes.add(read.input(input.name()), "tables depend on each other: " + circle(other));
      } else if (tables.containsKey(other)) {
        visit(other);
      }
    }
    open.remove(table);
    done.add(table);
  }

  /** Silver wins where both layers have the name. */
  private String producer(String input) {
    return tables.containsKey("silver." + input) ? "silver." + input : "gold." + input;
  }

  private String circle(String start) {
    List<String> path = new ArrayList<>(open);
    List<String> circle = new ArrayList<>(path.subList(path.indexOf(start), path.size()));
    circle.add(start);
    return circle.stream()
        .map(table -> tables.get(table).table().table())
        .collect(Collectors.joining(" -> "));
  }
}
