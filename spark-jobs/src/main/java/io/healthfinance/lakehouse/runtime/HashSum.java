package io.healthfinance.lakehouse.runtime;

/**
 * The sum of 64-bit hashes, a checksum that does not depend on the order of rows. It is exact: the
 * hashes are summed in three parts that no number of rows below 2^41 lets overflow, which is many
 * times cheaper than a sum of decimals.
 */
public final class HashSum {

  private HashSum() {}

  /**
   * An aggregate of type {@code decimal(30, 0)}, null over no hashes.
   *
   * @param hash a {@code bigint} in Spark SQL; rows where it is null do not count
   */
  public static String of(String hash) {
    return ("cast(cast(sum(shiftright(%1$s, 44)) AS decimal(19, 0)) * 17592186044416"
            + " + cast(sum(shiftright(%1$s, 22) & 4194303L) AS decimal(19, 0)) * 4194304"
            + " + sum(%1$s & 4194303L) AS decimal(30, 0))")
        .formatted(hash);
  }
}
