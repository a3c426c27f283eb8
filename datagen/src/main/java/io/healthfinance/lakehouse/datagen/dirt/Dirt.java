package io.healthfinance.lakehouse.datagen.dirt;

/** What is wrong with one event. */
enum Dirt {
  NONE,
  REDELIVERED_EVENT,
  LATE,
  OUT_OF_ORDER,
  STALE_AFTER_DELETE,
  INVALID,
  MISSING_REQUIRED,
  WARNED,
  ORPHAN;

  String kind() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Draws one kind by its share of events. */
  static Dirt draw(DirtRates rates, double random) {
    double rest = random;
    if ((rest -= rates.redeliveredEvent()) < 0) {
      return REDELIVERED_EVENT;
    } else if ((rest -= rates.late()) < 0) {
      return LATE;
    } else if ((rest -= rates.outOfOrder()) < 0) {
      return OUT_OF_ORDER;
    } else if ((rest -= rates.invalid()) < 0) {
      return INVALID;
    } else if ((rest -= rates.missingRequired()) < 0) {
      return MISSING_REQUIRED;
    } else if ((rest -= rates.warned()) < 0) {
      return WARNED;
    } else if (rest < rates.orphan()) {
      return ORPHAN;
    }
    return NONE;
  }
}
