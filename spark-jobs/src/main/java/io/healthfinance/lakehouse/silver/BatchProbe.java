package io.healthfinance.lakehouse.silver;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A look at the envelopes of a batch before any payload is read: does it hold a truncate or the end
 * of a complete re-snapshot, how far has the log come, and did it jump back.
 *
 * @param floor everything at or below is dead because of this batch
 * @param resnapshots floors of the complete re-snapshots that end in this batch, oldest first
 * @param regressions events whose LSN lies far behind although the source committed them later
 */
record BatchProbe(
    Optional<OrderKey> floor,
    List<OrderKey> resnapshots,
    int newestEpoch,
    long newestLsn,
    long newestLsnTime,
    long regressions) {

  /** A log that falls back this many bytes was restored or failed over. */
  static final long FAR_BEHIND = 1L << 30;

  private static final long CLOCK_TOLERANCE_MILLIS = 60_000;

  static BatchProbe of(Dataset<Row> bronze, SourceEpochs epochs, Ledger published) {
    String epoch = "cast(" + epochs.sql("source.ts_ms") + " AS int)";
    String streamed = "(op IN ('c', 'u', 'd', 't') AND source.lsn IS NOT NULL)";
    Row row =
        bronze
            .selectExpr(
                "max(if(op = 't' AND source.lsn IS NOT NULL, struct("
                    + epoch
                    + " AS e, source.lsn AS l), NULL)) AS truncated",
                "array_sort(collect_set(if(source.snapshot IN ('last', 'last_in_data_collection'), "
                    + epoch
                    + ", NULL))) AS complete",
                "max(if("
                    + streamed
                    + ", struct("
                    + epoch
                    + " AS e, source.lsn AS l, source.ts_ms AS t), NULL)) AS newest",
                "count_if("
                    + streamed
                    + " AND "
                    + epoch
                    + " = "
                    + published.newestEpoch()
                    + " AND source.lsn < "
                    + lowest(published)
                    + "L AND source.ts_ms > "
                    + (published.newestLsnTime() + CLOCK_TOLERANCE_MILLIS)
                    + "L) AS regressions")
            .first();
    Optional<OrderKey> truncate =
        Optional.ofNullable(row.getStruct(0))
            .map(t -> new OrderKey(t.getInt(0), 1, t.getLong(1), true, OrderKey.NO_PAYLOAD));
    List<OrderKey> complete =
        row.<Integer>getList(1).stream()
            .filter(ended -> ended > 0)
            .map(ended -> new OrderKey(ended, 0, -1, false, OrderKey.NO_PAYLOAD))
            .toList();
    Row newest = row.getStruct(2);
    boolean ahead =
        newest != null
            && (newest.getInt(0) > published.newestEpoch()
                || (newest.getInt(0) == published.newestEpoch()
                    && newest.getLong(1) > published.newestLsn()));
    return new BatchProbe(
        greatest(Stream.concat(truncate.stream(), complete.stream()).toList()),
        complete,
        ahead ? newest.getInt(0) : published.newestEpoch(),
        ahead ? newest.getLong(1) : published.newestLsn(),
        ahead ? newest.getLong(2) : published.newestLsnTime(),
        row.getLong(3));
  }

  /** The floor that holds after this batch. */
  Optional<OrderKey> floorAfter(Optional<OrderKey> published) {
    return greatest(Stream.of(floor, published).flatMap(Optional::stream).toList());
  }

  private static Optional<OrderKey> greatest(List<OrderKey> keys) {
    return keys.stream().max(OrderKey::compareTo);
  }

  private static long lowest(Ledger published) {
    return published.newestLsn() < FAR_BEHIND ? 0 : published.newestLsn() - FAR_BEHIND;
  }
}
