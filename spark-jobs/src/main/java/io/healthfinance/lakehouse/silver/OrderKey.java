package io.healthfinance.lakehouse.silver;

/**
 * Position of an event in the life of its key: (epoch, class, lsn), compared as numbers. At one
 * position a change beats what a snapshot read, and then the greater payload hash wins. No file,
 * offset or arrival time takes part.
 *
 * @param changed false for an event that only read the row (op r)
 */
public record OrderKey(int epoch, int snapshotClass, long lsn, boolean changed, long payloadHash)
    implements Comparable<OrderKey> {

  /** Payload hash of events without payload, as Spark SQL. */
  static final String NO_PAYLOAD_SQL = "(-9223372036854775807L - 1L)";

  /**
   * Place of an event whose payload does not count, as Spark SQL: no upsert at the same place is
   * older. Quarantined events are compared so, because quarantine keeps no payload.
   */
  static final String PLACE_SQL =
      "struct(_epoch AS e, _class AS c, _lsn AS l, _changed AS w, " + NO_PAYLOAD_SQL + " AS h)";

  /** Type of the struct that all of these expressions give. */
  static final String TYPE_SQL = "struct<e: int, c: int, l: bigint, w: boolean, h: bigint>";

  /** Payload hash of events without payload. */
  public static final long NO_PAYLOAD = Long.MIN_VALUE;

  @Override
  public int compareTo(OrderKey other) {
    int byEpoch = Integer.compare(epoch, other.epoch);
    if (byEpoch != 0) {
      return byEpoch;
    }
    int byClass = Integer.compare(snapshotClass, other.snapshotClass);
    if (byClass != 0) {
      return byClass;
    }
    int byLsn = Long.compare(lsn, other.lsn);
    if (byLsn != 0) {
      return byLsn;
    }
    int byChange = Boolean.compare(changed, other.changed);
    return byChange != 0 ? byChange : Long.compare(payloadHash, other.payloadHash);
  }

  /** The order of a row of {@code alias} as a comparable Spark struct. */
  static String sql(String alias) {
    String prefix = alias.isEmpty() ? "" : alias + ".";
    return ("struct(%1$s_epoch AS e, %1$s_class AS c, %1$s_lsn AS l, %1$s_changed AS w,"
            + " %1$s_payload_hash AS h)")
        .formatted(prefix);
  }

  /** This position as a Spark struct literal. */
  String literal() {
    return "struct(%d AS e, %d AS c, %s AS l, %s AS w, %s AS h)"
        .formatted(epoch, snapshotClass, longLiteral(lsn), changed, longLiteral(payloadHash));
  }

  private static String longLiteral(long value) {
    return value == Long.MIN_VALUE ? NO_PAYLOAD_SQL : value + "L";
  }

  /** Compact text for snapshot properties. */
  String text() {
    return epoch + "," + snapshotClass + "," + lsn + "," + changed + "," + payloadHash;
  }

  static OrderKey parse(String text) {
    String[] parts = text.split(",", -1);
    return new OrderKey(
        Integer.parseInt(parts[0]),
        Integer.parseInt(parts[1]),
        Long.parseLong(parts[2]),
        Boolean.parseBoolean(parts[3]),
        Long.parseLong(parts[4]));
  }
}
