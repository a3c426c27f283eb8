package io.healthfinance.lakehouse.quality;

/**
 * Landings of a table, and those whose newest change was not older than the freshness its contract
 * promises. Static tables have none.
 */
public record LandingTimeliness(long landings, long withinSla) {

  public LandingTimeliness {
    if (withinSla < 0 || withinSla > landings) {
      throw new IllegalArgumentException(
          "%d landings in time among %d".formatted(withinSla, landings));
    }
  }
}
