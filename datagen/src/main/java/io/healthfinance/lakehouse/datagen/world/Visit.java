package io.healthfinance.lakehouse.datagen.world;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One planned outpatient visit and how it ends.
 *
 * @param scheduled planned beginning
 * @param booked when it was agreed
 * @param outcome how it ends when its time comes
 * @param focus condition it is about; empty for wellness and acute complaints
 */
record Visit(
    String id,
    LocalDate day,
    Instant scheduled,
    Instant booked,
    int minutes,
    Provider provider,
    Facility facility,
    Kind kind,
    String category,
    String modality,
    Outcome outcome,
    Optional<Chronic> focus,
    Instant started,
    Instant ended) {

  /** Reason class, spelled as the appointment service stores it. */
  enum Kind {
    NEW_PATIENT,
    FOLLOW_UP,
    ANNUAL_WELLNESS,
    SAME_DAY,
    CHRONIC_CARE,
    PROCEDURE,
    CONSULTATION,
    POST_DISCHARGE,
    BEHAVIORAL_HEALTH
  }

  /** How a visit ends. */
  enum Outcome {
    COMPLETED,
    NO_SHOW,
    CANCELLED,
    RESCHEDULED
  }

  boolean completed() {
    return outcome == Outcome.COMPLETED;
  }

  boolean inPerson() {
    return modality.equals("IN_PERSON");
  }

  boolean primaryCare() {
    return category.equals("PRIMARY_CARE");
  }
}
