package io.healthfinance.lakehouse.datagen.event;

/**
 * Log sequence numbers as a function of commit time, so that no event has to wait for another: the
 * high bits are milliseconds since shortly before the snapshot, the low bits tell apart the commits
 * of one millisecond. Numbers of one database are unique and follow commit time; numbers of a
 * snapshot are all the consistent point, as PostgreSQL's replication slot gives it.
 */
public final class LsnLayout {

  private static final long DAY_MS = 86_400_000L;

  /** Events of one patient in one database and millisecond that can be told apart. */
  static final int SEQUENCE_BITS = 5;

  private final long snapshotMs;
  private final int ownerBits;
  private final long[] sharedCounters;

  public LsnLayout(long snapshotMs, int patients, int databases) {
    this.snapshotMs = snapshotMs;
    this.ownerBits = Math.max(10, 64 - Long.numberOfLeadingZeros(patients + 1L));
    this.sharedCounters = new long[databases];
  }

  /** The consistent point of the initial snapshot of a database. */
  public long snapshot(TableLayout layout) {
    return millis(layout, snapshotMs) << lowBits();
  }

  /** The number of a patient's commit; {@code sequence} below {@code 1 << SEQUENCE_BITS}. */
  long ofPatient(TableLayout layout, long committedMs, int patient, int sequence) {
    long owner = (patient + 1L) & ((1L << ownerBits) - 1);
    return millis(layout, committedMs) << lowBits() | owner << SEQUENCE_BITS | sequence;
  }

  /** The number of a commit that belongs to no patient. */
  public long ofShared(TableLayout layout, long committedMs) {
    long top = 1L << (lowBits() - 1);
    long count = sharedCounters[layout.database()]++;
    return millis(layout, committedMs) << lowBits() | top | count & (top - 1);
  }

  private int lowBits() {
    return ownerBits + SEQUENCE_BITS + 1;
  }

  /** Each server was set up on another day, so equal times have unequal numbers. */
  private long millis(TableLayout layout, long atMs) {
    long setUp = snapshotMs - DAY_MS * (1 + layout.database());
    return Math.max(1, atMs - setUp);
  }
}
