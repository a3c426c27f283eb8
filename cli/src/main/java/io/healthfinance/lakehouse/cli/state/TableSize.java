package io.healthfinance.lakehouse.cli.state;

import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.silver.Ledger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * How large a table is, from Iceberg's metadata alone.
 *
 * @param rows live rows; -1 while nothing is published
 * @param bytes of the data files
 * @param publishedMillis when the published snapshot was made
 */
public record TableSize(
    String layer, String table, long rows, long files, long bytes, long publishedMillis) {

  /** All tables of some namespaces, by name. */
  public static List<TableSize> of(LakeCatalog lake, List<String> namespaces) {
    List<TableIdentifier> names = new ArrayList<>();
    namespaces.forEach(layer -> names.addAll(lake.iceberg().listTables(Namespace.of(layer))));
    return names.parallelStream()
        .map(name -> of(name, lake.iceberg().loadTable(name)))
        .sorted(
            Comparator.comparing((TableSize size) -> namespaces.indexOf(size.layer()))
                .thenComparing(TableSize::table))
        .toList();
  }

  private static TableSize of(TableIdentifier name, Table table) {
    String layer = name.namespace().toString();
    Snapshot snapshot = table.currentSnapshot();
    if (snapshot == null) {
      return new TableSize(layer, name.name(), -1, 0, 0, 0);
    }
    Map<String, String> summary = snapshot.summary();
    long records = number(summary, SnapshotSummary.TOTAL_RECORDS_PROP);
    return new TableSize(
        layer,
        name.name(),
        // A base table of silver counts its live rows itself; elsewhere no row-level deletes exist.
        layer.equals("silver")
            ? Ledger.published(table).map(Ledger::rows).orElse(records)
            : records,
        number(summary, SnapshotSummary.TOTAL_DATA_FILES_PROP),
        number(summary, SnapshotSummary.TOTAL_FILE_SIZE_PROP),
        snapshot.timestampMillis());
  }

  private static long number(Map<String, String> summary, String key) {
    return Long.parseLong(summary.getOrDefault(key, "0"));
  }
}
