package io.healthfinance.lakehouse.quality;

/** How much of a table the candidate rows of a gate request are. */
public enum Scope {
  /**
   * The rows an hourly run touched, read from the branch by key, so that a key which the branch
   * holds twice is here twice. Cost follows the batch.
   */
  BATCH,
  /** The whole branch: a daily run, a full refresh, a gold table. */
  WHOLE
}
