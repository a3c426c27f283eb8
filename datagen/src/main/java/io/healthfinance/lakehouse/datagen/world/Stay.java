package io.healthfinance.lakehouse.datagen.world;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * One emergency visit, observation or inpatient stay.
 *
 * @param preceding the encounter this one continues
 * @param readmission whether an earlier discharge led to it
 */
record Stay(
    String id,
    String encounterClass,
    String admissionType,
    boolean planned,
    String admittedFrom,
    Facility facility,
    Provider attending,
    Diagnosis principal,
    Instant admitted,
    Instant discharged,
    String disposition,
    Optional<String> preceding,
    boolean readmission) {

  boolean inpatient() {
    return encounterClass.equals("INPATIENT");
  }

  boolean died() {
    return disposition.equals("EXPIRED");
  }

  LocalDate admittedOn() {
    return LocalDate.ofInstant(admitted, ZoneOffset.UTC);
  }

  LocalDate dischargedOn() {
    return LocalDate.ofInstant(discharged, ZoneOffset.UTC);
  }
}
