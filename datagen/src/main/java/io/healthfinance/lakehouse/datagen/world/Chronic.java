package io.healthfinance.lakehouse.datagen.world;

import java.util.Arrays;

/** Lasting conditions that shape a journey, with the specialty that shares their care. */
enum Chronic {
  OBESITY("E66.9", "Obesity, unspecified", Specialty.FAMILY_MEDICINE),
  DIABETES("E11.9", "Type 2 diabetes mellitus without complications", Specialty.ENDOCRINOLOGY),
  HYPERTENSION("I10", "Essential (primary) hypertension", Specialty.CARDIOLOGY),
  HYPERLIPIDEMIA("E78.5", "Hyperlipidemia, unspecified", Specialty.FAMILY_MEDICINE),
  CORONARY_DISEASE(
      "I25.10",
      "Atherosclerotic heart disease of native coronary artery without angina pectoris",
      Specialty.CARDIOLOGY),
  HEART_FAILURE("I50.22", "Chronic systolic (congestive) heart failure", Specialty.CARDIOLOGY),
  ATRIAL_FIBRILLATION("I48.91", "Unspecified atrial fibrillation", Specialty.CARDIOLOGY),
  KIDNEY_DISEASE("N18.31", "Chronic kidney disease, stage 3a", Specialty.NEPHROLOGY),
  COPD("J44.9", "Chronic obstructive pulmonary disease, unspecified", Specialty.PULMONOLOGY),
  ASTHMA("J45.40", "Moderate persistent asthma, uncomplicated", Specialty.PULMONOLOGY),
  DEPRESSION("F33.1", "Major depressive disorder, recurrent, moderate", Specialty.PSYCHIATRY),
  ANXIETY("F41.1", "Generalized anxiety disorder", Specialty.PSYCHIATRY),
  HYPOTHYROIDISM("E03.9", "Hypothyroidism, unspecified", Specialty.ENDOCRINOLOGY),
  OSTEOARTHRITIS("M17.9", "Osteoarthritis of knee, unspecified", Specialty.ORTHOPEDICS),
  REFLUX(
      "K21.9", "Gastro-esophageal reflux disease without esophagitis", Specialty.GASTROENTEROLOGY),
  BREAST_CANCER(
      "C50.919",
      "Malignant neoplasm of unspecified site of unspecified female breast",
      Specialty.ONCOLOGY),
  PROSTATE_CANCER("C61", "Malignant neoplasm of prostate", Specialty.ONCOLOGY),
  COLON_CANCER("C18.9", "Malignant neoplasm of colon, unspecified", Specialty.ONCOLOGY),
  DEMENTIA(
      "F03.90",
      "Unspecified dementia, unspecified severity, without behavioral disturbance",
      Specialty.INTERNAL_MEDICINE),
  FRAILTY("R54", "Age-related physical debility", Specialty.INTERNAL_MEDICINE);

  private final String code;
  private final String title;
  private final Specialty specialty;

  Chronic(String code, String title, Specialty specialty) {
    this.code = code;
    this.title = title;
    this.specialty = specialty;
  }

  /** ICD-10-CM code at diagnosis. */
  String code() {
    return code;
  }

  String title() {
    return title;
  }

  Specialty specialty() {
    return specialty;
  }

  /**
   * Whether a code stands for a condition that stays, in its usual form or as a reason to operate.
   */
  static boolean isLasting(String code) {
    return code.equals("M17.11")
        || Arrays.stream(values()).anyMatch(condition -> condition.code.equals(code));
  }

  boolean isCancer() {
    return this == BREAST_CANCER || this == PROSTATE_CANCER || this == COLON_CANCER;
  }
}
