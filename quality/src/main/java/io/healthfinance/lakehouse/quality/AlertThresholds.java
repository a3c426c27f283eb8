package io.healthfinance.lakehouse.quality;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Where alerts begin.
 *
 * @param score least score of the lake, a layer, a table, 0-100
 * @param criticalNullShare greatest share of NULLs in a critical column, 0-1
 * @param criticalCompleteness completeness that critical columns must exceed, 0-100
 * @param columnValidity validity that every column must exceed, 0-100
 * @param freshness greatest age of the newest landing, for tables that do not say otherwise
 * @param backlogAge greatest age of the oldest data that a blocked table holds back
 */
public record AlertThresholds(
    BigDecimal score,
    double criticalNullShare,
    BigDecimal criticalCompleteness,
    BigDecimal columnValidity,
    Duration freshness,
    Duration backlogAge) {

  /** 95, 10 %, 98, 95, six hours, six hours. */
  public static AlertThresholds standard() {
    return new AlertThresholds(
        BigDecimal.valueOf(95),
        SilverChecks.CRITICAL_NULL_LIMIT,
        BigDecimal.valueOf(98),
        BigDecimal.valueOf(95),
        Duration.ofHours(6),
        Duration.ofHours(6));
  }
}
