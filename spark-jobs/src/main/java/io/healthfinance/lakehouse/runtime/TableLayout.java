package io.healthfinance.lakehouse.runtime;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.util.HashMap;
import java.util.Map;

/**
 * Physical form of a table: the only place that sets Iceberg properties.
 *
 * @param buckets buckets of the key; 1 means unpartitioned
 */
public record TableLayout(int buckets, Map<String, String> properties) {

  private static final Map<String, String> COMMON =
      Map.ofEntries(
          // Trino cannot read v3 deletion vectors yet.
          Map.entry("format-version", "2"),
          Map.entry("write.parquet.compression-codec", "zstd"),
          Map.entry("write.distribution-mode", "none"),
          Map.entry("write.merge.distribution-mode", "none"),
          Map.entry("write.spark.fanout.enabled", "true"),
          Map.entry("write.metadata.delete-after-commit.enabled", "true"),
          Map.entry("write.metadata.previous-versions-max", "20"),
          // SQLite answers one writer at a time: wait often and briefly.
          Map.entry("commit.retry.num-retries", "20"),
          Map.entry("commit.retry.min-wait-ms", "20"));

  /** A table that is merged into and read by people. */
  public static TableLayout served(TableContract.Size size) {
    // Rewriting a small file costs less than making every reader merge deletes.
    String mode = size == TableContract.Size.LARGE ? "merge-on-read" : "copy-on-write";
    Map<String, String> properties = new HashMap<>(COMMON);
    properties.put("write.merge.mode", mode);
    properties.put("write.update.mode", mode);
    properties.put("write.delete.mode", mode);
    return new TableLayout(size.buckets(), Map.copyOf(properties));
  }

  /** A derived table, rewritten by partition: one task writes all rows of a partition. */
  public static TableLayout derived(boolean partitioned) {
    Map<String, String> properties = new HashMap<>(COMMON);
    if (partitioned) {
      properties.put("write.distribution-mode", "hash");
    }
    return new TableLayout(1, Map.copyOf(properties));
  }

  /** A table that only grows, or is replaced whole. */
  public static TableLayout appendOnly() {
    return new TableLayout(1, COMMON);
  }
}
