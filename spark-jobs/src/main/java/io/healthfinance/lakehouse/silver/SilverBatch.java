package io.healthfinance.lakehouse.silver;

import io.healthfinance.lakehouse.runtime.PreparedTable;

/**
 * One table's batch, written but not published.
 *
 * @param ledger the ledger that publishing makes true
 * @param firstLoad the whole table is new, so checks look at all of it
 */
public record SilverBatch(
    PreparedTable prepared,
    Ledger previous,
    Ledger ledger,
    BatchFacts facts,
    long eventsIn,
    long bytesIn,
    double seconds,
    boolean firstLoad) {

  /** Whether it judges events again that landed with earlier batches, and no others. */
  public boolean isReplay() {
    return !firstLoad && ledger.bronzeSequence() == previous.bronzeSequence();
  }

  /** Whether every event of the landed files is in exactly one class. */
  public boolean conserved() {
    return facts.total() == eventsIn;
  }
}
