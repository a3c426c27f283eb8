package io.healthfinance.lakehouse.datagen.world;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Who pays: eight payers of this world, with their share of people by age and what they pay
 * relative to Medicare (commercial plans pay about 1.4 times as much for physicians: RAND, KFF).
 */
enum Payer {
  MEDICARE("Medicare Part B", "MEDICARE", "04402", 1.00, 0.07, 0.6),
  MEDICARE_ADVANTAGE(
      "Silver Oak Medicare Advantage", "MEDICARE_ADVANTAGE", "61101", 1.02, 0.14, 0.9),
  MEDICAID("State Medicaid", "MEDICAID", "77003", 0.72, 0.12, 1.1),
  BLUE_HARBOR("Blue Harbor Health", "COMMERCIAL", "53120", 1.45, 0.10, 0.9),
  UNITY_MUTUAL("Unity Mutual", "COMMERCIAL", "87726", 1.38, 0.12, 1.1),
  NORTHSTAR("NorthStar Insurance", "COMMERCIAL", "60054", 1.50, 0.09, 1.0),
  EXCHANGE_CARE("ExchangeCare Marketplace", "MARKETPLACE", "45341", 1.10, 0.17, 1.5),
  SELF_PAY("Self-pay", "SELF_PAY", "00000", 1.0, 0.0, 0.0);

  private final String title;
  private final String type;
  private final String payerCode;
  private final double level;
  private final double denialRate;
  private final double slowness;

  Payer(String title, String type, String payerCode, double level, double denialRate, double slow) {
    this.title = title;
    this.type = type;
    this.payerCode = payerCode;
    this.level = level;
    this.denialRate = denialRate;
    this.slowness = slow;
  }

  String title() {
    return title;
  }

  String type() {
    return type;
  }

  String payerCode() {
    return payerCode;
  }

  double denialRate() {
    return denialRate;
  }

  /** Factor on the time to adjudication. */
  double slowness() {
    return slowness;
  }

  /** What this payer allows for a service that Medicare pays with {@code medicare}. */
  BigDecimal allowed(BigDecimal medicare) {
    return medicare.multiply(BigDecimal.valueOf(level)).setScale(2, RoundingMode.HALF_UP);
  }
}
