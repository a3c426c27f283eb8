package io.healthfinance.lakehouse.datagen.event;

import java.util.HashMap;
import java.util.Map;

/** Numbers the commits of one owner: a patient, or everything shared. Used by one thread. */
public final class CommitClock {

  /** A numbered commit; the time moves by a millisecond when one is full. */
  public record Commit(long atMs, long lsn) {}

  private static final int SHARED = -1;
  private static final int DATABASE_SHIFT = 52;

  private final LsnLayout lsns;
  private final int patient;
  private final Map<Long, Integer> used = new HashMap<>();

  private CommitClock(LsnLayout lsns, int patient) {
    this.lsns = lsns;
    this.patient = patient;
  }

  public static CommitClock ofPatient(LsnLayout lsns, int patient) {
    return new CommitClock(lsns, patient);
  }

  public static CommitClock shared(LsnLayout lsns) {
    return new CommitClock(lsns, SHARED);
  }

  public Commit number(TableLayout layout, Version version) {
    long atMs = version.committedMs();
    if (version.op() == 'r') {
      return new Commit(atMs, lsns.snapshot(layout));
    }
    if (patient == SHARED) {
      return new Commit(atMs, lsns.ofShared(layout, atMs));
    }
    while (true) {
      long slot = (long) layout.database() << DATABASE_SHIFT | atMs;
      int sequence = used.merge(slot, 1, Integer::sum) - 1;
      if (sequence < 1 << LsnLayout.SEQUENCE_BITS) {
        return new Commit(atMs, lsns.ofPatient(layout, atMs, patient, sequence));
      }
      atMs++;
    }
  }
}
