package io.healthfinance.lakehouse.datagen.world;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The body that is measured: values follow age, conditions and the latent state of control, with
 * noise of the size that repeated measurements show.
 */
record Physiology(Person person, Health health) {

  /** Systolic and diastolic pressure in mmHg. */
  int[] pressure(Dice dice, LocalDate day, boolean home) {
    int age = person.ageOn(day);
    double usual = age < 18 ? 88 + 1.6 * age : 112 + 0.22 * (age - 20);
    // Two of three treated adults are below 140/90 (HEDIS), a third below 130/80.
    double mean = health.hasOn(Chronic.HYPERTENSION, day) ? 136 - 6.5 * health.control() : usual;
    int systolic = (int) Math.round(dice.normal(mean - (home ? 4 : 0), 9, 78, 225));
    double diastolic = 0.42 * systolic + (age > 65 ? 18 : 24) + dice.normal(0, 5);
    return new int[] {
      systolic, (int) Math.max(42, Math.min(systolic - 12, Math.min(135, diastolic)))
    };
  }

  int heartRate(Dice dice, LocalDate day) {
    int age = person.ageOn(day);
    double mean =
        age < 2 ? 120 : age < 12 ? 95 : health.hasOn(Chronic.ATRIAL_FIBRILLATION, day) ? 84 : 74;
    return (int) Math.round(dice.normal(mean, 9, 44, 165));
  }

  double weightKg(Dice dice, LocalDate day) {
    double years = ChronoUnit.DAYS.between(day, LocalDate.of(2025, 1, 1)) / -365.0;
    double drift = person.index() % 7 - 3;
    double weight = health.weightKg() * (1 + 0.006 * drift * years);
    return Math.max(2.6, Math.min(230, weight + dice.normal(0, 0.4)));
  }

  double heightCm(LocalDate day) {
    return health.heightCm();
  }

  int saturation(Dice dice, LocalDate day) {
    boolean lungs = health.hasOn(Chronic.COPD, day);
    return (int) Math.round(dice.normal(lungs ? 92.5 : 97.5, lungs ? 2 : 1, 82, 100));
  }

  double celsius(Dice dice) {
    return dice.chance(0.04)
        ? dice.normal(38.3, 0.5, 37.6, 40.5)
        : dice.normal(36.7, 0.25, 35.6, 37.5);
  }

  /**
   * HbA1c in percent. About half of treated diabetics are below 7, one in seven above 9 (NHANES
   * 2015-2018).
   */
  double hba1c(Dice dice, LocalDate day) {
    if (!health.hasOn(Chronic.DIABETES, day)) {
      return dice.normal(5.4, 0.3, 4.2, 6.4);
    }
    double excess = Math.exp(0.42 - 0.66 * health.control() + dice.normal(0, 0.25));
    return Math.min(15.5, 5.5 + excess);
  }

  /** Capillary glucose in mg/dL, fasting when measured in the morning. */
  int glucose(Dice dice, LocalDate day) {
    // Estimated average glucose = 28.7 x HbA1c - 46.7 (ADAG study).
    double average = 28.7 * hba1c(dice, day) - 46.7;
    return (int) Math.round(dice.normal(average, average * 0.2, 45, 520));
  }

  /** eGFR in mL/min/1.73 m2; declines by about one a year from 30 on. */
  double egfr(Dice dice, LocalDate day) {
    int age = person.ageOn(day);
    double mean =
        health.hasOn(Chronic.KIDNEY_DISEASE, day)
            ? 48 + 5 * health.control() - 0.15 * (age - 60)
            : 108 - 0.75 * Math.max(0, age - 30);
    return dice.normal(mean, 5, 8, 130);
  }

  /** Serum creatinine in mg/dL that goes with an eGFR, from CKD-EPI 2021 solved roughly. */
  double creatinine(double egfr, LocalDate day) {
    double perAge = Math.pow(0.9938, person.ageOn(day));
    boolean female = person.sex() == Sex.FEMALE;
    double kappa = female ? 0.7 : 0.9;
    double ratio = egfr / (142 * perAge * (female ? 1.012 : 1));
    return Math.max(0.3, Math.min(12, kappa * Math.pow(ratio, ratio < 1 ? -1 / 1.2 : -1 / 0.3)));
  }

  /** LDL cholesterol in mg/dL; statins taken as prescribed lower it by a third. */
  double ldl(Dice dice, LocalDate day) {
    boolean treated =
        health.hasOn(Chronic.HYPERLIPIDEMIA, day) || health.hasOn(Chronic.DIABETES, day);
    double mean = treated ? 142 - 58 * person.habits().adherence() : 114;
    return dice.normal(mean, 17, 28, 290);
  }

  /** BNP in pg/mL. */
  double bnp(Dice dice, LocalDate day) {
    return health.hasOn(Chronic.HEART_FAILURE, day)
        ? Math.min(4800, 420 * Math.exp(dice.normal(-0.25 * health.control(), 0.6)))
        : Math.min(180, 32 * Math.exp(dice.normal(0, 0.5)));
  }

  double hemoglobin(Dice dice, LocalDate day) {
    boolean anaemic =
        health.hasOn(Chronic.KIDNEY_DISEASE, day) || health.hasOn(Chronic.COLON_CANCER, day);
    double mean = person.sex() == Sex.FEMALE ? 13.3 : 14.8;
    return dice.normal(anaemic ? mean - 2 : mean, 1.1, 6.2, 18.5);
  }

  int sodium(Dice dice, LocalDate day) {
    return (int)
        Math.round(
            dice.normal(health.hasOn(Chronic.HEART_FAILURE, day) ? 136.5 : 139.5, 2.7, 118, 152));
  }

  /**
   * PHQ-9 at some time after treatment began; about one in five of those followed remits in a year.
   */
  int phq9(Dice dice, int monthsTreated) {
    double mean =
        15.5
            - 2.2 * health.control()
            - Math.min(monthsTreated, 12) * (0.52 + 0.2 * health.control());
    return (int) Math.round(dice.normal(mean, 3.6, 0, 27));
  }

  /** Asthma Control Test; half of the treated reach 20 (asthma surveys). */
  int act(Dice dice) {
    return (int) Math.round(dice.normal(20.6 + 2 * health.control(), 2.6, 5, 25));
  }
}
