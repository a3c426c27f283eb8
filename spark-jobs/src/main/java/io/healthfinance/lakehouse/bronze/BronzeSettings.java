package io.healthfinance.lakehouse.bronze;

import java.time.Duration;

/**
 * Settings of the registration.
 *
 * @param normalisedRoot folder for copies of files that need one, inside the warehouse
 * @param pendingFor how long a broken file must be unchanged before it is rejected; zero rejects at
 *     once
 * @param parallelTables tables worked on at the same time
 */
public record BronzeSettings(String normalisedRoot, Duration pendingFor, int parallelTables) {

  /** Ten minutes of patience, four tables at a time. */
  public static BronzeSettings in(String warehouse) {
    return new BronzeSettings(warehouse + "/bronze_normalised", Duration.ofMinutes(10), 4);
  }
}
