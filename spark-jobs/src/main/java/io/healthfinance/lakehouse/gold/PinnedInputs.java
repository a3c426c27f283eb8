package io.healthfinance.lakehouse.gold;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.Table;

/**
 * The published snapshot of every input of a derived table, fixed before the SELECT runs so that
 * two reads of one input see the same rows.
 */
public final class PinnedInputs {

  private final SqlTable table;
  private final Map<String, Long> snapshots = new TreeMap<>();

  private PinnedInputs(SqlTable table) {
    this.table = table;
  }

  /**
   * Pins what is published now.
   *
   * @throws IllegalStateException naming an input that does not exist yet
   */
  public static PinnedInputs of(SqlTable table, LakeCatalog lake) {
    PinnedInputs pinned = new PinnedInputs(table);
    for (SqlTable.Input input : table.inputs()) {
      Optional<Table> source = lake.find(layerOf(table, input.name(), lake), input.name());
      if (source.isEmpty() || source.get().currentSnapshot() == null) {
        throw new IllegalStateException(
            table.layer()
                + "."
                + table.table()
                + " reads "
                + input.name()
                + ", which has not been published yet: run the job of that table first");
      }
      pinned.snapshots.put(input.name(), source.get().currentSnapshot().snapshotId());
    }
    return pinned;
  }

  public Map<String, Long> snapshots() {
    return Map.copyOf(snapshots);
  }

  /** The pinned relation of an input in Spark SQL. */
  public String relation(String input, LakeCatalog lake) {
    return LakeCatalog.NAME
        + "."
        + layerOf(table, input, lake)
        + "."
        + input
        + " VERSION AS OF "
        + snapshots.get(input);
  }

  /** A gold table may read silver and other gold tables, silver wins. */
  private static String layerOf(SqlTable table, String input, LakeCatalog lake) {
    return table.layer().equals("gold") && lake.find("silver", input).isEmpty() ? "gold" : "silver";
  }
}
