package io.healthfinance.lakehouse.datagen.event;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All tables of a run by name, with their row checks. */
public final class Layouts {

  private final Map<String, TableLayout> layouts = new LinkedHashMap<>();
  private final List<RowCheck> checks = new ArrayList<>();
  private final List<TableLayout> ordered;
  private final int databases;

  public Layouts(Catalog catalog) {
    Map<String, Integer> ordinals = new TreeMap<>();
    for (TableContract contract : new TreeMap<>(catalog.sources()).values()) {
      Integer database = ordinals.computeIfAbsent(contract.database(), name -> ordinals.size());
      TableLayout layout = new TableLayout(contract, layouts.size(), database);
      layouts.put(contract.table(), layout);
      checks.add(new RowCheck(layout));
    }
    ordered = List.copyOf(layouts.values());
    databases = ordinals.size();
  }

  /**
   * Layout of a table.
   *
   * @throws IllegalArgumentException when no contract describes the table
   */
  public TableLayout of(String table) {
    TableLayout layout = layouts.get(table);
    if (layout == null) {
      throw new IllegalArgumentException("No contract for table " + table);
    }
    return layout;
  }

  public boolean contains(String table) {
    return layouts.containsKey(table);
  }

  public RowCheck check(TableLayout layout) {
    return checks.get(layout.ordinal());
  }

  public List<TableLayout> all() {
    return ordered;
  }

  public int databases() {
    return databases;
  }
}
