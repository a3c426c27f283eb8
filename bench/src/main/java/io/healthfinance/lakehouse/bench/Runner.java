package io.healthfinance.lakehouse.bench;

/** Runs sides, here or elsewhere. */
interface Runner {

  /** Makes the state from which the runs of a side start. */
  void prepare(Side side, double size) throws Exception;

  /** Runs a side once, warmed up. */
  Measurement measure(Side side, double size) throws Exception;
}
