package io.healthfinance.lakehouse.datagen.world;

import static io.healthfinance.lakehouse.datagen.world.Chronic.*;

import java.util.EnumMap;
import java.util.Map;

/**
 * How often things happen, in one place. Every figure is an approximation of a published one, named
 * beside it; where none is known the figure is this project's choice and says so.
 */
final class Rates {
  /** Share of booked visits that the patient misses; reviews give 5-30 %, primary care about 12. */
  static final double NO_SHOW = 0.10;

  /** Added for behavioural health and for patients without transport (Dantas et al. 2018). */
  static final double NO_SHOW_VULNERABLE = 0.07;

  /** Cancelled or moved visits; scheduling studies report 10-20 %. */
  static final double CANCELLED = 0.10;

  /** Visits by video in ambulatory care after 2022: about 10-15 % (HHS ASPE, Medicare and HPS). */
  static final double VIDEO = 0.13;

  /**
   * First-pass claim denials: 10-15 % over all payers (AHIMA/MGMA surveys, KFF for marketplaces).
   */
  static final double DENIED = 0.115;

  /** Claims paid in part only; this project's choice. */
  static final double PARTIALLY_APPROVED = 0.07;

  /**
   * Denials that the provider takes up again, and those overturned (Premier survey 2024: over half;
   * patients themselves appeal one in a hundred, KFF).
   */
  static final double APPEALED = 0.45;

  static final double APPEAL_WON = 0.55;

  /**
   * Risk of an unplanned readmission within 30 days before the patient's own factors; it gives
   * 13-16 per 100 index stays (AHRQ HCUP 13.9).
   */
  static final double READMITTED = 0.145;

  /** Discharge against advice: 1-2 % of stays (HCUP). */
  static final double LEFT_AGAINST_ADVICE = 0.018;

  /** Deaths in hospital: about 2 % of stays, more in the old (HCUP). */
  static final double DIED_IN_HOSPITAL = 0.022;

  /** Transfers to another acute hospital: 2-4 % of stays (HCUP). */
  static final double TRANSFERRED = 0.035;

  /** Emergency visits: 42 per 100 persons and year (NHAMCS 2021). */
  static final double EMERGENCY_PER_YEAR = 0.40;

  /** Emergency visits that end in admission: 13 % (NHAMCS 2021). */
  static final double ADMITTED_FROM_EMERGENCY = 0.13;

  /** Colorectal screening up to date, 45-75: 60-70 % (BRFSS 2020, NHIS 2021). */
  static final double COLORECTAL_SCREENED = 0.68;

  /** Mammogram within two years, women 50-74: 75-78 % (BRFSS 2022). */
  static final double MAMMOGRAPHY = 0.76;

  /** Influenza vaccination of adults: 45-50 % a season (CDC FluVaxView). */
  static final double INFLUENZA_VACCINE = 0.47;

  /** Adults who smoke now: 11.5 % (NHIS 2021). */
  static final double SMOKES = 0.115;

  /** Portal users among patients: about 60 % (ONC data brief 2022). */
  static final double USES_PORTAL = 0.62;

  /**
   * Mean share of days covered by chronic medication: 0.80-0.85 among those who fill at all (CMS
   * star measure cohorts).
   */
  static final double MEAN_ADHERENCE = 0.82;

  /** Prevalence by age group: under 18, 18-44, 45-64, 65-74, 75 and over. */
  private static final Map<Chronic, double[]> PREVALENCE = new EnumMap<>(Chronic.class);

  static {
    // CDC National Diabetes Statistics Report 2022 (diagnosed).
    band(DIABETES, 0.002, 0.032, 0.145, 0.22, 0.23);
    // NHANES 2017-2020, diagnosed share of those affected.
    band(HYPERTENSION, 0.003, 0.12, 0.42, 0.60, 0.68);
    // NHIS 2019: told about high cholesterol.
    band(HYPERLIPIDEMIA, 0.003, 0.09, 0.34, 0.50, 0.50);
    // NHANES 2017-2020 measured 41.9 %; about half is coded.
    band(OBESITY, 0.08, 0.22, 0.29, 0.27, 0.16);
    // AHA Heart Disease and Stroke Statistics 2023.
    band(CORONARY_DISEASE, 0, 0.008, 0.065, 0.16, 0.24);
    band(HEART_FAILURE, 0, 0.004, 0.025, 0.07, 0.125);
    band(ATRIAL_FIBRILLATION, 0, 0.002, 0.017, 0.06, 0.13);
    // CDC CKD surveillance: 14 % of adults have it, fewer are diagnosed.
    band(KIDNEY_DISEASE, 0, 0.012, 0.06, 0.16, 0.24);
    // BRFSS 2021: 6.4 % of adults.
    band(COPD, 0, 0.015, 0.075, 0.12, 0.13);
    // NHIS 2021: 6.5 % of children, 8 % of adults.
    band(ASTHMA, 0.07, 0.085, 0.085, 0.08, 0.065);
    // BRFSS 2020 (ever told 18 %), current treatment about half.
    band(DEPRESSION, 0.04, 0.125, 0.125, 0.09, 0.08);
    band(ANXIETY, 0.05, 0.11, 0.09, 0.06, 0.05);
    // NHANES 2009-2012 and later claims studies: about 5-12 %.
    band(HYPOTHYROIDISM, 0.002, 0.03, 0.08, 0.12, 0.15);
    // NHIS: arthritis 24 % of adults, knee about a third of it.
    band(OSTEOARTHRITIS, 0, 0.012, 0.12, 0.21, 0.25);
    band(REFLUX, 0.01, 0.06, 0.13, 0.17, 0.18);
    // SEER prevalence 2020, per sex (rates here apply to that sex only).
    band(BREAST_CANCER, 0, 0.002, 0.028, 0.065, 0.08);
    band(PROSTATE_CANCER, 0, 0, 0.018, 0.085, 0.12);
    band(COLON_CANCER, 0, 0.0005, 0.006, 0.016, 0.03);
    // Alzheimer's Association 2023: 5 % at 65-74, 13 % at 75-84, 33 % from 85.
    band(DEMENTIA, 0, 0, 0.002, 0.035, 0.16);
    band(FRAILTY, 0, 0, 0.003, 0.05, 0.17);
  }

  private Rates() {}

  private static void band(Chronic condition, double... byAge) {
    PREVALENCE.put(condition, byAge);
  }

  /** Share of people of this age with the condition, before what else they have is considered. */
  static double prevalence(Chronic condition, int age) {
    int group = age < 18 ? 0 : age < 45 ? 1 : age < 65 ? 2 : age < 75 ? 3 : 4;
    return PREVALENCE.get(condition)[group];
  }
}
