package io.healthfinance.lakehouse.silver;

import java.util.Set;

/**
 * One change event as the rules of order see it.
 *
 * @param key NULL for a truncate, and for a delete that does not say which row
 * @param initial row of an initial snapshot, when {@code op} is r
 * @param hash payload hash; deletes and truncates have no payload
 * @param valid whether the event keeps the rules of its contract
 * @param completes last row of a complete snapshot
 */
public record ChangeEvent(
    String key,
    String op,
    int epoch,
    boolean initial,
    Long lsn,
    long hash,
    boolean valid,
    boolean completes) {

  private static final Set<String> KNOWN = Set.of("c", "u", "r", "d", "t");

  public ChangeEvent {
    hash = "d".equals(op) || "t".equals(op) ? OrderKey.NO_PAYLOAD : hash;
  }

  boolean control() {
    return op == null || op.equals("m");
  }

  boolean truncate() {
    return "t".equals(op) && !rejected();
  }

  boolean delete() {
    return op.equals("d");
  }

  /** Whether the event goes to quarantine. */
  public boolean rejected() {
    return !control()
        && (!KNOWN.contains(op) || lsn == null || !valid || (key == null && !op.equals("t")));
  }

  /** Whether the event says what its key holds from now on. */
  boolean decides() {
    return !control() && !rejected() && !truncate();
  }

  /** Whether the source changed the row, rather than a snapshot reading it. */
  boolean changed() {
    return !"r".equals(op);
  }

  int snapshotClass() {
    return "r".equals(op) && initial ? 0 : 1;
  }
}
