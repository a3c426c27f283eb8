package io.healthfinance.lakehouse.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The runs of one side in figures.
 *
 * @param seconds of each run, in order
 * @param ratio median divided by the median of the reference side
 * @param steps median seconds of each part
 * @param peakBytes of the run that needed most
 * @param bytesWritten median
 */
public record Figures(
    String side,
    String how,
    List<Double> seconds,
    double median,
    double min,
    double max,
    double ratio,
    Map<String, Double> steps,
    long peakBytes,
    long bytesWritten,
    Rows rows) {

  /**
   * @param reference median seconds of the reference side
   */
  static Figures of(Side side, List<Measurement> runs, double reference) {
    List<Double> seconds = runs.stream().map(Measurement::seconds).toList();
    Map<String, Double> steps = new LinkedHashMap<>();
    for (String step : runs.get(0).steps().keySet()) {
      steps.put(step, median(runs, run -> run.steps().getOrDefault(step, 0.0)));
    }
    double median = median(runs, Measurement::seconds);
    return new Figures(
        side.name(),
        side.how(),
        seconds,
        median,
        seconds.stream().mapToDouble(s -> s).min().orElseThrow(),
        seconds.stream().mapToDouble(s -> s).max().orElseThrow(),
        median / reference,
        steps,
        runs.stream().mapToLong(Measurement::peakBytes).max().orElseThrow(),
        Math.round(median(runs, Measurement::bytesWritten)),
        runs.get(0).rows());
  }

  /** The middle one; of an even number, the mean of the two in the middle. */
  static double median(List<Measurement> runs, ToDoubleFunction<Measurement> figure) {
    List<Double> sorted =
        new ArrayList<>(runs.stream().map(figure::applyAsDouble).sorted().toList());
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
