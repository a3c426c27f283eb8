package io.healthfinance.lakehouse.quality;

import java.math.BigDecimal;

/** The five dimensions of data quality and their weights in the score; the weights add up to 1. */
public enum Dimension {
  /** Share of filled values over required and critical columns, averaged over the columns. */
  COMPLETENESS("0.30"),
  /** Share of events that break no rejecting rule. */
  VALIDITY("0.25"),
  /** Share of references that find their parent, or of unique keys, whichever is lower. */
  CONSISTENCY("0.20"),
  /** Share of landings that arrived within the freshness the contract promises. */
  TIMELINESS("0.15"),
  /** Share of keys that equal the source at the same order key. */
  ACCURACY("0.10");

  private final BigDecimal weight;

  Dimension(String weight) {
    this.weight = new BigDecimal(weight);
  }

  public BigDecimal weight() {
    return weight;
  }
}
