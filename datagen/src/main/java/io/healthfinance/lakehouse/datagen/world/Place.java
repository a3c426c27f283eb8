package io.healthfinance.lakehouse.datagen.world;

import java.math.BigDecimal;

/** A ZIP code area. */
record Place(
    String zip, String city, String state, BigDecimal latitude, BigDecimal longitude, String zone) {

  /** Great-circle distance in miles. */
  double milesTo(Place other) {
    double lat1 = Math.toRadians(latitude.doubleValue());
    double lat2 = Math.toRadians(other.latitude.doubleValue());
    double dLon = Math.toRadians(other.longitude.doubleValue() - longitude.doubleValue());
    double a =
        Math.pow(Math.sin((lat2 - lat1) / 2), 2)
            + Math.cos(lat1) * Math.cos(lat2) * Math.pow(Math.sin(dLon / 2), 2);
    return 2 * 3958.8 * Math.asin(Math.sqrt(a));
  }
}
