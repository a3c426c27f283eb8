package io.healthfinance.lakehouse.datagen.world;

import java.util.ArrayList;
import java.util.List;

/** Values that occur with given weights; the weights need not sum to one. */
final class Weighted<T> {
  private final List<T> values = new ArrayList<>();
  private final List<Double> upTo = new ArrayList<>();
  private double total;

  static <T> Weighted<T> of(T value, double weight) {
    return new Weighted<T>().or(value, weight);
  }

  /** Adds a value; for building a constant only. */
  Weighted<T> or(T value, double weight) {
    total += weight;
    values.add(value);
    upTo.add(total);
    return this;
  }

  /** The value at position {@code share} (0 to 1) of the cumulated weights. */
  T at(double share) {
    double target = share * total;
    for (int i = 0; i < values.size() - 1; i++) {
      if (target < upTo.get(i)) {
        return values.get(i);
      }
    }
    return values.get(values.size() - 1);
  }
}
