package io.healthfinance.lakehouse.datagen.world;

/** Specialties of the network, with their share of its physicians. */
enum Specialty {
  FAMILY_MEDICINE(0.26, "207Q00000X"),
  INTERNAL_MEDICINE(0.18, "207R00000X"),
  PEDIATRICS(0.08, "208000000X"),
  CARDIOLOGY(0.08, "207RC0000X"),
  ENDOCRINOLOGY(0.05, "207RE0101X"),
  PULMONOLOGY(0.04, "207RP1001X"),
  NEPHROLOGY(0.03, "207RN0300X"),
  PSYCHIATRY(0.06, "2084P0800X"),
  ONCOLOGY(0.03, "207RH0003X"),
  GASTROENTEROLOGY(0.04, "207RG0100X"),
  ORTHOPEDICS(0.04, "207X00000X"),
  EMERGENCY_MEDICINE(0.05, "207P00000X"),
  HOSPITAL_MEDICINE(0.06, "208M00000X");

  private final double share;
  private final String taxonomy;

  Specialty(double share, String taxonomy) {
    this.share = share;
    this.taxonomy = taxonomy;
  }

  double share() {
    return share;
  }

  /** NUCC provider taxonomy code. */
  String taxonomy() {
    return taxonomy;
  }

  /** The name shown to patients. */
  String title() {
    return switch (this) {
      case FAMILY_MEDICINE -> "Family Medicine";
      case INTERNAL_MEDICINE -> "Internal Medicine";
      case PEDIATRICS -> "Pediatrics";
      case CARDIOLOGY -> "Cardiovascular Disease";
      case ENDOCRINOLOGY -> "Endocrinology, Diabetes and Metabolism";
      case PULMONOLOGY -> "Pulmonary Disease";
      case NEPHROLOGY -> "Nephrology";
      case PSYCHIATRY -> "Psychiatry";
      case ONCOLOGY -> "Hematology and Oncology";
      case GASTROENTEROLOGY -> "Gastroenterology";
      case ORTHOPEDICS -> "Orthopaedic Surgery";
      case EMERGENCY_MEDICINE -> "Emergency Medicine";
      case HOSPITAL_MEDICINE -> "Hospitalist";
    };
  }

  boolean isPrimaryCare() {
    return this == FAMILY_MEDICINE || this == INTERNAL_MEDICINE || this == PEDIATRICS;
  }
}
