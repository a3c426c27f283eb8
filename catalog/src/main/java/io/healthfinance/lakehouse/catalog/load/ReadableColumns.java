package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.PiiClass;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.reference.ReferenceTable;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The columns, with their PII class, of every table that a SELECT may read. */
final class ReadableColumns {
  private static final List<String> SYSTEM =
      List.of(
          "_epoch",
          "_class",
          "_lsn",
          "_changed",
          "_source_ts",
          "_payload_hash",
          "_warnings",
          "_newer_rejected_lsn",
          "_run_id");
  private static final List<String> HISTORY =
      List.of("valid_from", "valid_to", "is_current", "valid_from_known");

  private final Map<String, Map<String, PiiClass>> tables = new LinkedHashMap<>();

  void add(TableContract contract) {
    Map<String, PiiClass> columns = new LinkedHashMap<>();
    for (ColumnContract column : contract.columns()) {
      if (column.pii().isClear()) {
        columns.put(column.name(), column.pii());
      }
      if (column.pii().hasToken()) {
        // A keyed token still tells rows of one person apart from those of another.
        columns.put(column.tokenName(), PiiClass.QUASI);
      }
    }
    SYSTEM.forEach(name -> columns.put(name, PiiClass.NONE));
    tables.putIfAbsent(contract.table(), columns);
    if (contract.history()) {
      Map<String, PiiClass> versions = new LinkedHashMap<>(columns);
      HISTORY.forEach(name -> versions.put(name, PiiClass.NONE));
      tables.putIfAbsent(contract.table() + "_history", versions);
    }
  }

  void add(ReferenceTable reference) {
    Map<String, PiiClass> columns = new LinkedHashMap<>();
    reference.columns().forEach(column -> columns.put(column.name(), PiiClass.NONE));
    tables.putIfAbsent("ref_" + reference.name(), columns);
  }

  /** The lake's own records, which name tables and never persons. */
  void addOps() {
    OpsColumns.TABLES.forEach(
        (table, names) -> {
          Map<String, PiiClass> columns = new LinkedHashMap<>();
          names.forEach(name -> columns.put(name, PiiClass.NONE));
          tables.putIfAbsent(OpsColumns.PREFIX + table, columns);
        });
  }

  void add(SqlTable table) {
    Map<String, PiiClass> columns = new LinkedHashMap<>();
    table.columns().forEach(column -> columns.put(column.name(), column.pii()));
    tables.putIfAbsent(table.table(), columns);
  }

  /** Puts the PII classes that a table turned out to have. */
  void replace(SqlTable table) {
    tables.remove(table.table());
    add(table);
  }

  boolean has(String table) {
    return tables.containsKey(table);
  }

  Set<String> tables() {
    return tables.keySet();
  }

  Set<String> columns(String table) {
    return tables.getOrDefault(table, Map.of()).keySet();
  }

  Optional<PiiClass> pii(String table, String column) {
    return Optional.ofNullable(tables.getOrDefault(table, Map.of()).get(column));
  }
}
