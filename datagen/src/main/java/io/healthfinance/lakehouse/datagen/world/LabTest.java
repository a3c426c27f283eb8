package io.healthfinance.lakehouse.datagen.world;

import java.time.LocalDate;

/** Laboratory tests of this world with their LOINC codes and reference intervals. */
enum LabTest {
  HBA1C("4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", "%", 1, 4.0, 5.6, 14),
  GLUCOSE("2345-7", "Glucose [Mass/volume] in Serum or Plasma", "mg/dL", 0, 70, 99, 450),
  CREATININE("2160-0", "Creatinine [Mass/volume] in Serum or Plasma", "mg/dL", 2, 0.6, 1.3, 6),
  EGFR("98979-8", "Glomerular filtration rate CKD-EPI 2021", "mL/min/{1.73_m2}", 0, 60, 120, 999),
  SODIUM("2951-2", "Sodium [Moles/volume] in Serum or Plasma", "mmol/L", 0, 135, 145, 155),
  POTASSIUM("2823-3", "Potassium [Moles/volume] in Serum or Plasma", "mmol/L", 1, 3.5, 5.1, 6.2),
  LDL("13457-7", "Cholesterol in LDL [Mass/volume] by calculation", "mg/dL", 0, 0, 100, 999),
  HDL("2085-9", "Cholesterol in HDL [Mass/volume]", "mg/dL", 0, 40, 90, 999),
  TRIGLYCERIDE("2571-8", "Triglyceride [Mass/volume] in Serum or Plasma", "mg/dL", 0, 0, 150, 999),
  HEMOGLOBIN("718-7", "Hemoglobin [Mass/volume] in Blood", "g/dL", 1, 12.0, 17.5, 20),
  LEUKOCYTES("6690-2", "Leukocytes [#/volume] in Blood", "10*3/uL", 1, 4.5, 11.0, 30),
  BNP(
      "30934-4",
      "Natriuretic peptide B [Mass/volume] in Serum or Plasma",
      "pg/mL",
      0,
      0,
      100,
      2500),
  TSH("3016-3", "Thyrotropin [Units/volume] in Serum or Plasma", "m[IU]/L", 2, 0.4, 4.5, 40),
  URINE_ALBUMIN(
      "9318-7", "Albumin/Creatinine [Mass Ratio] in Urine", "mg/g{creat}", 0, 0, 30, 9999),
  PSA("2857-1", "Prostate specific Ag [Mass/volume] in Serum or Plasma", "ng/mL", 2, 0, 4, 999);

  private final String loinc;
  private final String title;
  private final String unit;
  private final int digits;
  private final double low;
  private final double high;
  private final double critical;

  LabTest(
      String loinc,
      String title,
      String unit,
      int digits,
      double low,
      double high,
      double critical) {
    this.loinc = loinc;
    this.title = title;
    this.unit = unit;
    this.digits = digits;
    this.low = low;
    this.high = high;
    this.critical = critical;
  }

  String loinc() {
    return loinc;
  }

  String title() {
    return title;
  }

  /** UCUM unit. */
  String unit() {
    return unit;
  }

  double low() {
    return low;
  }

  double high() {
    return high;
  }

  String specimen() {
    return switch (this) {
      case HBA1C, HEMOGLOBIN, LEUKOCYTES -> "BLOOD";
      case BNP -> "PLASMA";
      case URINE_ALBUMIN -> "URINE";
      default -> "SERUM";
    };
  }

  /** A value of this patient at this time, rounded as laboratories report it. */
  double measure(Physiology body, Dice dice, LocalDate day) {
    double value =
        switch (this) {
          case HBA1C -> body.hba1c(dice, day);
          case GLUCOSE -> body.glucose(dice, day);
          case CREATININE -> body.creatinine(body.egfr(dice, day), day);
          case EGFR -> body.egfr(dice, day);
          case SODIUM -> body.sodium(dice, day);
          case POTASSIUM -> dice.normal(4.3, 0.4, 2.6, 6.6);
          case LDL -> body.ldl(dice, day);
          case HDL -> dice.normal(52, 13, 20, 110);
          case TRIGLYCERIDE -> Math.min(900, 125 * Math.exp(dice.normal(0, 0.45)));
          case HEMOGLOBIN -> body.hemoglobin(dice, day);
          case LEUKOCYTES -> Math.min(28, 7.2 * Math.exp(dice.normal(0, 0.3)));
          case BNP -> body.bnp(dice, day);
          case TSH -> Math.min(45, 1.9 * Math.exp(dice.normal(0, 0.55)));
          case URINE_ALBUMIN -> Math.min(3000, 14 * Math.exp(dice.normal(0, 1.0)));
          case PSA -> Math.min(90, 1.4 * Math.exp(dice.normal(0, 0.8)));
        };
    double scale = Math.pow(10, digits);
    return Math.round(value * scale) / scale;
  }

  /** HL7 table 0078. */
  String flag(double value) {
    return value >= critical
        ? "HH"
        : value > high ? "H" : value < low * 0.86 && low > 100 ? "LL" : value < low ? "L" : "N";
  }
}
