package io.healthfinance.lakehouse.quality;

import java.math.BigDecimal;
import java.util.Optional;

/** Adds up values by weight; without any there is no mean. */
final class WeightedMean {

  private BigDecimal sum = BigDecimal.ZERO;
  private BigDecimal weights = BigDecimal.ZERO;

  void add(BigDecimal weight, BigDecimal value) {
    sum = sum.add(weight.multiply(value));
    weights = weights.add(weight);
  }

  Optional<BigDecimal> value() {
    return weights.signum() == 0
        ? Optional.empty()
        : Optional.of(sum.divide(weights, TableScore.EXACT));
  }
}
