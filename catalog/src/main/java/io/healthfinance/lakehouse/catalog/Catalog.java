package io.healthfinance.lakehouse.catalog;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.reference.ReferenceTable;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the lake means, loaded and validated as a whole.
 *
 * @param sources source tables by name, in name order
 * @param references reference tables by name, without the {@code ref_} prefix
 * @param silver derived silver tables in dependency order
 * @param gold gold tables in dependency order
 */
public record Catalog(
    Map<String, TableContract> sources,
    Map<String, ReferenceTable> references,
    List<SqlTable> silver,
    List<SqlTable> gold) {

  public TableContract source(String table) {
    return Optional.ofNullable(sources.get(table))
        .orElseThrow(() -> new IllegalArgumentException("No contract for source table " + table));
  }

  public Optional<TableContract> findSource(String table) {
    return Optional.ofNullable(sources.get(table));
  }
}
