package io.healthfinance.lakehouse.catalog.contract;

import java.util.List;
import java.util.Optional;

/**
 * One column of a source table.
 *
 * @param unit unit of a measured value, such as {@code mmHg} or {@code USD}
 * @param zone zone of a zoneless timestamp; UTC unless the contract says otherwise
 * @param required a NULL quarantines the event
 * @param references {@code table.column} whose value this column repeats; computed against pinned
 *     parent snapshots, never stored in a row
 * @param values the closed list of allowed values, empty when open
 */
public record ColumnContract(
    String name,
    ColumnType type,
    String description,
    Optional<String> unit,
    String zone,
    boolean required,
    PiiClass pii,
    Optional<Reference> references,
    List<String> values) {

  /** A column of another source table. */
  public record Reference(String table, String column) {
    @Override
    public String toString() {
      return table + "." + column;
    }
  }

  /** Name of the keyed token of this column in silver; present when {@link PiiClass#hasToken}. */
  public String tokenName() {
    return name + "_token";
  }
}
