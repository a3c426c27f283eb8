package io.healthfinance.lakehouse.datagen.synthea;

import java.util.LinkedHashMap;
import java.util.Map;

/** A row of a source table under construction. What Synthea does not say is left out. */
final class TargetRow {
  private final String table;
  private final Map<String, Object> values = new LinkedHashMap<>();

  private TargetRow(String table) {
    this.table = table;
  }

  static TargetRow of(String table) {
    return new TargetRow(table);
  }

  TargetRow set(String column, Object value) {
    if (value != null) {
      values.put(column, value);
    }
    return this;
  }

  /** When the owning service stored the row and when it last changed it. */
  TargetRow stored(Object created, Object updated) {
    return set("created_at", created).set("updated_at", updated);
  }

  boolean has(String column) {
    return values.containsKey(column);
  }

  String table() {
    return table;
  }

  Map<String, Object> values() {
    return values;
  }
}
