package io.healthfinance.lakehouse.datagen.world;

import java.util.Optional;

/** The operation or infusion that a stay is about: what is documented is what is billed. */
final class Treatment {
  private Treatment() {}

  /** The same answer for the same stay; empty when the stay is about medicine and nursing. */
  static Optional<Service> of(Stay stay) {
    int share = Math.floorMod(stay.id().hashCode(), 100);
    return Optional.ofNullable(
        switch (stay.principal().code()) {
          case "M17.11" -> Service.KNEE_REPLACEMENT;
          case "S72.001A" -> Service.HIP_REPLACEMENT;
          case "I25.10" -> Service.CORONARY_STENT;
          // About half of the people with this kind of infarction are revascularised.
          case "I21.4" -> share < 50 ? Service.CORONARY_STENT : null;
          case "Z51.11" -> Service.CHEMOTHERAPY;
          case "K80.00" -> share < 85 ? Service.CHOLECYSTECTOMY : null;
          case "K35.80" -> share < 90 ? Service.APPENDECTOMY : null;
          case "C50.919" -> stay.planned() ? Service.MASTECTOMY : null;
          case "C18.9" -> stay.planned() ? Service.COLECTOMY : null;
          default -> null;
        });
  }

  /** Whether a lower limb is taken off: in gangrene often, for a foot ulcer rarely. */
  static boolean isAmputation(Stay stay) {
    int share = Math.floorMod(stay.id().hashCode() / 100, 100);
    return stay.inpatient()
        && switch (stay.principal().code()) {
          case "E11.52" -> share < 50;
          case "E11.621" -> share < 10;
          default -> false;
        };
  }
}
