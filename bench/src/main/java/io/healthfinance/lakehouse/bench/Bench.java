package io.healthfinance.lakehouse.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A comparison: one input, the sides that work on it, and how their times should relate. */
public interface Bench {

  String name();

  /** Name of the directory; benches with the same one share inputs and states. */
  default String workspace() {
    return name();
  }

  /** Heap that every side gets, unless the command line says otherwise. */
  default String memory() {
    return "4g";
  }

  /** What is compared, as a sentence for the page of results. */
  String question();

  /** How much there is to do at this size, for people. */
  String input(double size);

  /**
   * Writes what all sides read; the same size gives the same files.
   *
   * @param size 1 is the size that the goals are about
   */
  void makeInput(Path directory, double size) throws IOException;

  List<Side> sides(double size);

  /** The side that the others are divided by. */
  String reference();

  List<Goal> goals();
}
