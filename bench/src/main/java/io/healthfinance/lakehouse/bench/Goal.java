package io.healthfinance.lakehouse.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a time, or the ratio of two, should be.
 *
 * @param text for people
 * @param fastestOf sides, the fastest of which counts
 * @param over side whose time it is divided by; empty: seconds are meant
 * @param atLeast whether more is better
 */
public record Goal(
    String text, List<String> fastestOf, Optional<String> over, boolean atLeast, double bound) {

  /** The fastest of these sides takes at least so many times as long as another. */
  public static Goal slower(String text, List<String> fastestOf, String over, double bound) {
    return new Goal(text, fastestOf, Optional.of(over), true, bound);
  }

  /** A side takes at most so many times as long as another. */
  public static Goal within(String text, String side, String over, double bound) {
    return new Goal(text, List.of(side), Optional.of(over), false, bound);
  }

  /** A side takes at most so many seconds. */
  public static Goal seconds(String text, String side, double bound) {
    return new Goal(text, List.of(side), Optional.empty(), false, bound);
  }

  /**
   * @param medians seconds by side
   */
  Reached judge(Map<String, Double> medians) {
    double value = fastestOf.stream().mapToDouble(medians::get).min().orElseThrow();
    if (over.isPresent()) {
      value /= medians.get(over.get());
    }
    boolean met = atLeast ? value >= bound : value <= bound;
    return new Reached(text, over.isPresent() ? "x" : "s", value, atLeast, bound, met);
  }

  /**
   * How far it got.
   *
   * @param unit x for a ratio, s for seconds
   */
  public record Reached(
      String text, String unit, double value, boolean atLeast, double bound, boolean met) {}
}
