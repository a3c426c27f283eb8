package io.healthfinance.lakehouse.silver;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * How far a silver table has come, kept in the properties of its published snapshot: that snapshot
 * is the commit point of the batch, so the two can never disagree.
 *
 * @param batch number of published batches; side tables of an unpublished batch carry the next one
 * @param bronzeSnapshot newest bronze snapshot whose events are in the table
 * @param bronzeSequence Iceberg sequence number of that snapshot
 * @param rows live rows
 * @param checksum sum of the payload hashes of all live rows
 * @param floor events at or below are dead: the newest truncate or complete re-snapshot
 * @param newestLsn greatest streamed LSN of the newest epoch
 * @param newestLsnTime source time of that event in milliseconds
 * @param contracts versions of the contract that judged the events in the table, oldest first
 * @param epochs declared epochs that the first of those events were ordered by
 */
public record Ledger(
    int batch,
    long bronzeSnapshot,
    long bronzeSequence,
    long rows,
    BigDecimal checksum,
    Optional<OrderKey> floor,
    int newestEpoch,
    long newestLsn,
    long newestLsnTime,
    List<String> contracts,
    String epochs) {

  static final String BATCH = "lake.batch";

  /** Property of every snapshot: the run that wrote it. */
  public static final String RUN_ID = "lake.run-id";

  private static final String BRONZE_SNAPSHOT = "lake.bronze-to";
  private static final String BRONZE_SEQUENCE = "lake.bronze-sequence";
  private static final String ROWS = "lake.rows";
  private static final String CHECKSUM = "lake.checksum";
  private static final String FLOOR = "lake.floor";
  private static final String NEWEST = "lake.newest-lsn";
  private static final String CONTRACTS = "lake.contract-version";
  private static final String EPOCHS = "lake.epochs";

  public Ledger {
    contracts = List.copyOf(contracts);
  }

  /** Before the first batch. */
  static Ledger empty() {
    return new Ledger(
        0, -1, 0, 0, BigDecimal.ZERO, Optional.empty(), 0, Long.MIN_VALUE, 0, List.of(), "");
  }

  /** The oldest contract that judged events in the table. */
  public String contractVersion() {
    return contracts.get(0);
  }

  /** The contracts after another batch. */
  List<String> contractsWith(String version) {
    return contracts.contains(version)
        ? contracts
        : Stream.concat(contracts.stream(), Stream.of(version)).toList();
  }

  /** The ledger of the published table; empty before its first batch. */
  public static Optional<Ledger> published(Table table) {
    return table.currentSnapshot() == null
        ? Optional.empty()
        : at(table, table.currentSnapshot().snapshotId());
  }

  /** The ledger of a snapshot or of its nearest ancestor that has one. */
  static Optional<Ledger> at(Table table, long snapshotId) {
    for (Snapshot snapshot : SnapshotUtil.ancestorsOf(snapshotId, table::snapshot)) {
      if (snapshot.summary().containsKey(CHECKSUM)) {
        return Optional.of(parse(snapshot.summary()));
      }
    }
    return Optional.empty();
  }

  private static Ledger parse(Map<String, String> properties) {
    String[] newest = properties.get(NEWEST).split(",", -1);
    return new Ledger(
        Integer.parseInt(properties.get(BATCH)),
        Long.parseLong(properties.get(BRONZE_SNAPSHOT)),
        Long.parseLong(properties.get(BRONZE_SEQUENCE)),
        Long.parseLong(properties.get(ROWS)),
        new BigDecimal(properties.get(CHECKSUM)),
        Optional.ofNullable(properties.get(FLOOR)).map(OrderKey::parse),
        Integer.parseInt(newest[0]),
        Long.parseLong(newest[1]),
        Long.parseLong(newest[2]),
        List.of(properties.get(CONTRACTS).split(",", -1)),
        properties.getOrDefault(EPOCHS, ""));
  }

  Map<String, String> toProperties(String runId) {
    Map<String, String> properties = new HashMap<>();
    properties.put(RUN_ID, runId);
    properties.put(BATCH, Integer.toString(batch));
    properties.put(BRONZE_SNAPSHOT, Long.toString(bronzeSnapshot));
    properties.put(BRONZE_SEQUENCE, Long.toString(bronzeSequence));
    properties.put(ROWS, Long.toString(rows));
    properties.put(CHECKSUM, checksum.toPlainString());
    floor.ifPresent(key -> properties.put(FLOOR, key.text()));
    properties.put(NEWEST, newestEpoch + "," + newestLsn + "," + newestLsnTime);
    properties.put(CONTRACTS, String.join(",", contracts));
    properties.put(EPOCHS, epochs);
    return properties;
  }
}
