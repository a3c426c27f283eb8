package io.healthfinance.lakehouse.cli.demo;

import io.healthfinance.lakehouse.datagen.GenerateSummary;
import io.healthfinance.lakehouse.pipeline.Outcome;
import io.healthfinance.lakehouse.pipeline.Outcome.Status;
import io.healthfinance.lakehouse.pipeline.RunReport;
import java.util.List;
import java.util.Optional;

/**
 * What happened in a demo.
 *
 * @param increments the hourly runs, the last of them with the bad batch
 * @param daily the run after the bad batch
 * @param phases what took how long, in order
 * @param deviations tables that differ from the ground truth, each as a sentence
 * @param compared tables that were compared with the ground truth
 */
record DemoResult(
    DemoWorld world,
    GenerateSummary generated,
    RunReport full,
    List<RunReport> increments,
    RunReport daily,
    List<Phase> phases,
    int compared,
    List<String> deviations) {

  /** One part of the demo. */
  record Phase(String name, double seconds, String what) {}

  /** The table that the gate had to stop, if it did. */
  Optional<Outcome> block() {
    return increments.get(increments.size() - 1).outcomes().stream()
        .filter(o -> o.table().equals(DemoWorld.BAD_TABLE) && o.status() == Status.BLOCKED)
        .findFirst();
  }

  /** Tables that were held back although nothing was wrong with them. */
  List<Outcome> unexpected() {
    List<RunReport> before = increments.subList(0, increments.size() - 1);
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.concat(java.util.stream.Stream.of(full), before.stream())
                .flatMap(run -> run.heldBack().stream()),
            daily.heldBack().stream()
                .filter(outcome -> !outcome.table().equals(DemoWorld.BAD_TABLE)))
        .distinct()
        .toList();
  }

  /** The bad batch was stopped, nothing else was, and every table is what it should be. */
  boolean asExpected() {
    return block().isPresent() && unexpected().isEmpty() && deviations.isEmpty();
  }
}
