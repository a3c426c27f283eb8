package io.healthfinance.lakehouse.datagen.world;

import java.util.HashMap;
import java.util.Map;

/** Column values under construction; a column that is not set is NULL. */
final class Row {
  private final Map<String, Object> values = new HashMap<>(48);

  static Row of(String column, Object value) {
    return new Row().with(column, value);
  }

  Row with(String column, Object value) {
    values.put(column, value);
    return this;
  }

  Map<String, Object> values() {
    return values;
  }
}
