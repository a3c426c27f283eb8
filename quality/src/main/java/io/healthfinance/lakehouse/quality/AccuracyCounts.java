package io.healthfinance.lakehouse.quality;

/**
 * A comparison with the source.
 *
 * @param compared keys compared, those that are quarantined included
 * @param equal keys whose row equals the source at the same order key
 */
public record AccuracyCounts(long compared, long equal) {

  public AccuracyCounts {
    if (equal < 0 || equal > compared) {
      throw new IllegalArgumentException("%d equal keys among %d".formatted(equal, compared));
    }
  }
}
