package io.healthfinance.lakehouse.bench;

import java.util.Optional;

/** One way of doing the work of a bench. Each run has a process of its own. */
public interface Side {

  String name();

  /** How it does the work, in a line for the page of results. */
  String how();

  /** Sides that answer the same question must end with the same rows. */
  default String answers() {
    return "";
  }

  /** The one part of the run that counts; empty for all of it. */
  default Optional<String> part() {
    return Optional.empty();
  }

  /** Whether the work starts from a state that {@link #prepare} makes once. */
  default boolean startsFromState() {
    return false;
  }

  /** Name of the state; sides that start from the same one share it. */
  default String state() {
    return name();
  }

  /** Makes the state in the place's home; not measured. */
  default void prepare(Place place) throws Exception {}

  /** Opens what is not measured: an engine, a connection, an empty table. */
  Job open(Place place) throws Exception;
}
