package io.healthfinance.lakehouse.datagen.world;

import java.time.LocalDate;
import java.util.Optional;

/** One coverage of a patient and the days it holds. */
record Policy(
    String id,
    Payer payer,
    LocalDate from,
    Optional<LocalDate> to,
    double coinsurance,
    int copay,
    int deductible) {

  boolean holds(LocalDate day) {
    return !day.isBefore(from) && to.map(end -> !day.isAfter(end)).orElse(true);
  }
}
