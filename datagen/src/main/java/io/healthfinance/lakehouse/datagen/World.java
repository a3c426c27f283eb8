package io.healthfinance.lakehouse.datagen;

/**
 * The simulated healthcare company. {@link #shared} is called once and first; {@link #patient} once
 * per index from 0, from several threads at once: what it commits depends on the seed and the index
 * only.
 */
public interface World {

  /** Everything that belongs to no single patient: facilities, providers, payers, telemetry. */
  void shared(ChangeSink sink);

  /** The whole life of one patient in all services. */
  void patient(int index, ChangeSink sink);
}
