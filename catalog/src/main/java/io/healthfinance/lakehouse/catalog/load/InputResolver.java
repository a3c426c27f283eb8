package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.catalog.sql.SqlTable.Input;
import java.util.Set;

/**
 * Says which table an input's name stands for. Silver wins: a gold table may carry the name of a
 * derived silver one, and whoever reads that name reads silver.
 */
final class InputResolver {

  private static final String HISTORY = "_history";

  private final ReadableColumns readable;
  private final Set<String> derived;

  /**
   * @param readable the tables that are read as silver
   * @param derived {@code layer.table} of every derived table
   */
  InputResolver(ReadableColumns readable, Set<String> derived) {
    this.readable = readable;
    this.derived = derived;
  }

  /** The input with the table it stands for; an unknown one stays as it is. */
  Input resolve(SqlTable reader, Input input) {
    String name = input.name();
    if (name.equals(SqlTable.PUBLISHED)) {
      return at(input, reader.layer(), reader.table(), reader.qualified());
    }
    if (OpsColumns.has(name)) {
      String table = name.substring(OpsColumns.PREFIX.length());
      return at(input, "ops", table, "ops." + table);
    }
    if (derived.contains("silver." + name)) {
      return at(input, "silver", name, "silver." + name);
    }
    if (derived.contains("gold." + name)) {
      return at(input, "gold", name, "gold." + name);
    }
    if (name.endsWith(HISTORY)) {
      String base = name.substring(0, name.length() - HISTORY.length());
      if (readable.has(base)) {
        return at(input, "silver", name, "silver." + base);
      }
    }
    return input;
  }

  private static Input at(Input input, String layer, String table, String producer) {
    return new Input(input.name(), input.maxAge(), layer, table, producer);
  }
}
