package io.healthfinance.lakehouse.datagen.world;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** A site of care. */
record Facility(
    int index, String id, String name, String type, String npi, Place place, ZoneId zone) {

  boolean isHospital() {
    return type.equals("HOSPITAL");
  }

  /** The instant of a local time at this site. */
  Instant at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(zone).toInstant();
  }
}
