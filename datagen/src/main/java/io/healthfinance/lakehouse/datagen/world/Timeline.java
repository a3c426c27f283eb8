package io.healthfinance.lakehouse.datagen.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Changes planned in any order and made in the order of time, as one row's commits must be. */
final class Timeline {
  private record Step(Instant at, Consumer<Instant> change) {}

  private final List<Step> steps = new ArrayList<>();

  void at(Instant at, Consumer<Instant> change) {
    steps.add(new Step(at, change));
  }

  /** Makes every change once. */
  void play() {
    steps.sort(Comparator.comparing(Step::at));
    steps.forEach(step -> step.change().accept(step.at()));
  }
}
