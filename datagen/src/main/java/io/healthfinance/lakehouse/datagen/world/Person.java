package io.healthfinance.lakehouse.datagen.world;

import java.time.LocalDate;
import java.time.Period;

/**
 * Who a patient is, as far as it does not change.
 *
 * @param joined day the account was opened
 * @param site the hospital or clinic the person lives near
 * @param pcp primary-care provider
 */
record Person(
    int index,
    String id,
    Sex sex,
    LocalDate born,
    String firstName,
    String lastName,
    String race,
    String ethnicity,
    Place home,
    Facility site,
    Provider pcp,
    LocalDate joined,
    Habits habits) {

  /**
   * How a person uses care, each 0 to 1.
   *
   * @param adherence share of days on which medicine is taken
   * @param engagement inclination to use the portal and to answer
   * @param noShow probability to miss a visit
   */
  record Habits(
      double adherence,
      double engagement,
      double noShow,
      boolean usesPortal,
      boolean smokes,
      boolean smoked,
      boolean livesAlone,
      boolean hasTransport) {}

  int ageOn(LocalDate day) {
    return Period.between(born, day).getYears();
  }
}
