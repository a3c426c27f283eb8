package io.healthfinance.lakehouse.datagen;

/** Told how far a run is; called often, so it decides itself what to show. */
public interface Progress {

  /** Shows nothing. */
  Progress SILENT = (phase, done, total) -> {};

  /**
   * Reports a step.
   *
   * @param phase what is being done: {@code patients} or {@code files}
   */
  void update(String phase, long done, long total);
}
