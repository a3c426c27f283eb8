package io.healthfinance.lakehouse.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Five dimensions and their weighted sum, each 0-100 with four decimals. A dimension that does not
 * apply is absent, and the weights of the others are scaled up to 1; without any there is no total.
 *
 * @param dimensions only those that apply
 */
public record Score(Map<Dimension, BigDecimal> dimensions, Optional<BigDecimal> total) {

  static final int SCALE = 4;

  public Score {
    dimensions = Collections.unmodifiableMap(copy(dimensions));
  }

  /** A score of exact dimensions; rounding happens once, here. */
  static Score of(Map<Dimension, BigDecimal> exact) {
    EnumMap<Dimension, BigDecimal> rounded = new EnumMap<>(Dimension.class);
    exact.forEach((dimension, value) -> rounded.put(dimension, round(value)));
    return new Score(rounded, total(exact).map(Score::round));
  }

  /** The weighted sum of the dimensions that apply, not rounded. */
  static Optional<BigDecimal> total(Map<Dimension, BigDecimal> exact) {
    WeightedMean mean = new WeightedMean();
    copy(exact).forEach((dimension, value) -> mean.add(dimension.weight(), value));
    return mean.value();
  }

  /** Empty when the dimension does not apply. */
  public Optional<BigDecimal> dimension(Dimension dimension) {
    return Optional.ofNullable(dimensions.get(dimension));
  }

  static BigDecimal round(BigDecimal exact) {
    return exact.setScale(SCALE, RoundingMode.HALF_UP);
  }

  private static EnumMap<Dimension, BigDecimal> copy(Map<Dimension, BigDecimal> source) {
    EnumMap<Dimension, BigDecimal> copy = new EnumMap<>(Dimension.class);
    copy.putAll(source);
    return copy;
  }
}
