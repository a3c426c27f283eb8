package io.healthfinance.lakehouse.bench.vitals;

import io.healthfinance.lakehouse.datagen.event.ChangeEvent;
import java.io.IOException;

/** Events of {@code vitals} at one place of the log after the other. */
final class VitalsEvents {

  private static final long BROKEN = 40;
  private static final int ONE_BROKEN_IN = 200;

  private final EventFiles files;
  private final VitalsRows rows;
  private final long patients;
  private long committedMs;
  private long lsn;
  private ChangeEvent last;

  VitalsEvents(EventFiles files, VitalsRows rows, long patients) {
    this.files = files;
    this.rows = rows;
    this.patients = patients;
  }

  /** Goes to the place of the next event. */
  void at(long nextCommittedMs, long nextLsn) {
    committedMs = nextCommittedMs;
    lsn = nextLsn;
  }

  void read(long key) throws IOException {
    last = files.add('r', committedMs, lsn, null, rows.row(key, 0, patients, false));
  }

  /**
   * @param draw decides whether the row breaks a rule
   */
  void create(long key, int version, long draw) throws IOException {
    last = files.add('c', committedMs, lsn, null, rows.row(key, version, patients, broken(draw)));
  }

  void update(long key, int from, int to, long draw) throws IOException {
    last =
        files.add(
            'u',
            committedMs,
            lsn,
            rows.row(key, from, patients, false),
            rows.row(key, to, patients, broken(draw)));
  }

  void delete(long key, int version) throws IOException {
    last = files.add('d', committedMs, lsn, rows.row(key, version, patients, false), null);
  }

  /** Delivers the last event again. */
  void repeat() throws IOException {
    files.add(last);
  }

  private static boolean broken(long draw) {
    return Mix.oneIn(ONE_BROKEN_IN, BROKEN, draw);
  }
}
