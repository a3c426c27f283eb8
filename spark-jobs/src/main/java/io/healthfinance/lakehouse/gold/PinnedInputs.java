package io.healthfinance.lakehouse.gold;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;

/**
 * The published snapshot of every input of a derived table, fixed before the SELECT runs so that
 * two reads of one input see the same rows.
 */
public final class PinnedInputs {

  /** An input with its snapshot. */
  private record Pin(SqlTable.Input input, long snapshot) {}

  private final SqlTable table;
  private final Map<String, Pin> pins = new TreeMap<>();

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
      Optional<Table> source = lake.find(input.layer(), input.table());
      if (source.isEmpty() || source.get().currentSnapshot() == null) {
        throw new IllegalStateException(
            table.qualified()
                + " reads "
                + input.name()
                + ", which has not been published yet: run the job of that table first");
      }
      pinned.pins.put(input.name(), new Pin(input, source.get().currentSnapshot().snapshotId()));
    }
    return pinned;
  }

  /** Snapshot ids by input name. */
  public Map<String, Long> snapshots() {
    return pins.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, pin -> pin.getValue().snapshot()));
  }

  /**
   * The snapshots whose change is news. A table's own rows are none, and neither are records of the
   * lake that may be stale: every run adds to those, so that no table would ever be current.
   */
  public Map<String, Long> news() {
    return pins.entrySet().stream()
        .filter(pin -> !pin.getKey().equals(SqlTable.PUBLISHED))
        .filter(pin -> !isStaleRecord(pin.getValue().input()))
        .collect(Collectors.toMap(Map.Entry::getKey, pin -> pin.getValue().snapshot()));
  }

  private static boolean isStaleRecord(SqlTable.Input input) {
    return input.layer().equals("ops") && input.maxAge().isPresent();
  }

  /**
   * The pinned relation of an input in Spark SQL.
   *
   * @throws IllegalArgumentException when the table does not declare the input
   */
  public String relation(String name) {
    Pin pin = pins.get(name);
    if (pin == null) {
      throw new IllegalArgumentException(
          "%s reads ${%s}, which its YAML does not declare: add it under 'inputs' of %s"
              .formatted(table.qualified(), name, table.file()));
    }
    return LakeCatalog.NAME
        + "."
        + pin.input().layer()
        + "."
        + pin.input().table()
        + " VERSION AS OF "
        + pin.snapshot();
  }
}
