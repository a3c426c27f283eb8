package io.healthfinance.lakehouse.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Runs all sides of a bench in turns, so that what slows the machine down slows all of them. */
final class BenchRun {

  private final Bench bench;
  private final Runner runner;
  private final Consumer<String> told;

  /**
   * @param told what is going on, a line at a time
   */
  BenchRun(Bench bench, Runner runner, Consumer<String> told) {
    this.bench = bench;
    this.runner = runner;
    this.told = told;
  }

  /**
   * Runs every side so many times.
   *
   * @return the measurements by side
   * @throws UnequalRowsException when two sides that answer the same differ
   */
  Map<String, List<Measurement>> run(double size, int repetitions) throws Exception {
    List<Side> sides = bench.sides(size);
    Map<String, List<Measurement>> measured = new LinkedHashMap<>();
    Set<String> prepared = new HashSet<>();
    for (Side side : sides) {
      measured.put(side.name(), new ArrayList<>());
      if (side.startsFromState() && prepared.add(side.state())) {
        told.accept(bench.name() + ": the state that " + side.name() + " starts from");
        runner.prepare(side, size);
      }
    }
    Map<String, Rows> expected = new LinkedHashMap<>();
    for (int repetition = 1; repetition <= repetitions; repetition++) {
      List<Side> turn = new ArrayList<>(sides);
      Collections.rotate(turn, -(repetition - 1));
      for (Side side : turn) {
        Measurement measurement = runner.measure(side, size);
        measured.get(side.name()).add(measurement);
        told.accept(line(side, repetition, repetitions, measurement));
        Rows rows = expected.computeIfAbsent(side.answers(), key -> measurement.rows());
        if (!rows.equals(measurement.rows())) {
          throw new UnequalRowsException(bench.name(), side.name(), rows, measurement.rows());
        }
      }
    }
    return measured;
  }

  private String line(Side side, int repetition, int repetitions, Measurement measurement) {
    return "%s: %s %d/%d: %.2f s, %,d rows, checksum %s"
        .formatted(
            bench.name(),
            side.name(),
            repetition,
            repetitions,
            measurement.seconds(),
            measurement.rows().count(),
            measurement.rows().checksum());
  }
}
