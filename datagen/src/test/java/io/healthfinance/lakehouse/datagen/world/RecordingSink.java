package io.healthfinance.lakehouse.datagen.world;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.rule.RuleEvaluator;
import io.healthfinance.lakehouse.datagen.ChangeSink;
import io.healthfinance.lakehouse.datagen.Entity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Holds a world's rows and judges every committed image by its contract. */
final class RecordingSink implements ChangeSink {
  private final Catalog catalog;
  private final Instant from;
  private final RuleEvaluator evaluator = new RuleEvaluator();
  private final Map<String, Map<String, Recorded>> tables = new TreeMap<>();
  private final Map<String, Integer> events = new TreeMap<>();
  private final Map<String, Integer> broken = new TreeMap<>();
  private final Map<String, Integer> warned = new TreeMap<>();
  private final Map<String, String> example = new HashMap<>();

  RecordingSink(Catalog catalog, Instant from) {
    this.catalog = catalog;
    this.from = from;
  }

  @Override
  public Entity insert(String table, Instant at, Map<String, Object> row) {
    TableContract contract = catalog.source(table);
    Recorded recorded = new Recorded(contract, at, new LinkedHashMap<>(row));
    String key =
        contract.key().stream()
            .map(column -> String.valueOf(row.get(column)))
            .collect(Collectors.joining("|"));
    if (tables.computeIfAbsent(table, t -> new LinkedHashMap<>()).put(key, recorded) != null) {
      throw new IllegalStateException("Table " + table + " inserts a key twice");
    }
    recorded.commit(at, "c");
    return recorded;
  }

  Map<String, Integer> broken() {
    return broken;
  }

  Map<String, Integer> warned() {
    return warned;
  }

  Map<String, String> examples() {
    return example;
  }

  Map<String, Integer> events() {
    return events;
  }

  List<Map<String, Object>> rows(String table) {
    return tables.getOrDefault(table, Map.of()).values().stream()
        .filter(row -> !row.deleted)
        .map(row -> row.values)
        .toList();
  }

  /** References, as {@code table.column}, that name no row. */
  Map<String, Integer> orphans() {
    Map<String, Set<Object>> parents = new HashMap<>();
    Map<String, Integer> orphans = new TreeMap<>();
    for (TableContract contract : catalog.sources().values()) {
      for (ColumnContract column : contract.columns()) {
        column
            .references()
            .ifPresent(
                parent -> {
                  Set<Object> known =
                      parents.computeIfAbsent(
                          parent.toString(),
                          p ->
                              rows(parent.table()).stream()
                                  .map(r -> r.get(parent.column()))
                                  .collect(Collectors.toCollection(HashSet::new)));
                  long missing =
                      rows(contract.table()).stream()
                          .map(row -> row.get(column.name()))
                          .filter(value -> value != null && !known.contains(value))
                          .count();
                  if (missing > 0) {
                    orphans.put(contract.table() + "." + column.name(), (int) missing);
                  }
                });
      }
    }
    return orphans;
  }

  private final class Recorded implements Entity {
    private final TableContract contract;
    private final Map<String, Object> values;
    private Instant last;
    private boolean deleted;

    Recorded(TableContract contract, Instant at, Map<String, Object> values) {
      this.contract = contract;
      this.values = values;
      this.last = at;
    }

    @Override
    public Object get(String column) {
      return values.get(column);
    }

    @Override
    public Entity update(Instant at, Map<String, Object> changes) {
      if (at.isBefore(last)) {
        throw new IllegalStateException("Table " + contract.table() + " goes back in time");
      }
      last = at;
      values.putAll(changes);
      commit(at, "u");
      return this;
    }

    @Override
    public void delete(Instant at) {
      deleted = true;
      events.merge(contract.table(), 1, Integer::sum);
    }

    private void commit(Instant at, String op) {
      boolean snapshot = at.isBefore(from);
      if (!snapshot) {
        events.merge(contract.table(), 1, Integer::sum);
      }
      Map<String, Object> row = new HashMap<>(values);
      row.put("op", snapshot ? "r" : op);
      row.put("source_ts", snapshot ? from : at);
      for (RowRule rule : contract.rules()) {
        if (!evaluator.passes(rule, row)) {
          Map<String, Integer> into = rule.action() == RowRule.Action.WARN ? warned : broken;
          String name = contract.table() + ": " + rule.name();
          into.merge(name, 1, Integer::sum);
          Map<String, Object> shown = new TreeMap<>();
          rule.columns().forEach(column -> shown.put(column, row.get(column)));
          example.putIfAbsent(name, shown + " at " + at);
        }
      }
    }
  }

  /** Values of enumerations and columns that no row shows. */
  List<String> unused() {
    List<String> unused = new ArrayList<>();
    for (TableContract contract : catalog.sources().values()) {
      List<Map<String, Object>> rows = rows(contract.table());
      for (ColumnContract column : contract.columns()) {
        Set<Object> seen =
            rows.stream()
                .map(row -> row.get(column.name()))
                .filter(v -> v != null)
                .collect(Collectors.toSet());
        if (seen.isEmpty()) {
          unused.add(contract.table() + "." + column.name() + " is never set");
        }
        for (String value : column.values()) {
          if (!seen.isEmpty() && !seen.contains(value)) {
            unused.add(contract.table() + "." + column.name() + " is never " + value);
          }
        }
      }
    }
    return unused;
  }
}
