package io.healthfinance.lakehouse.datagen.world;

/** A coded reason for care. */
record Diagnosis(String code, String title) {
  static Diagnosis of(Chronic condition) {
    return new Diagnosis(condition.code(), condition.title());
  }
}
