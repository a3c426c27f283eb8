package io.healthfinance.lakehouse.bench.vitals;

import java.util.UUID;

/** Numbers that look random and follow from their arguments. */
final class Mix {

  private Mix() {}

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
  static long of(long seed, long number) {
    long z = number * 0x9E3779B97F4A7C15L + seed * 0xD1B54A32D192ED03L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A number from 0 to {@code bound - 1}. */
  static long below(long bound, long seed, long number) {
    return Long.remainderUnsigned(of(seed, number), bound);
  }

  static boolean oneIn(long times, long seed, long number) {
    return below(times, seed, number) == 0;
  }

  /** A UUID of version 4. */
  static String uuid(long seed, long number) {
    long high = (of(seed, number) & ~0xF000L) | 0x4000L;
    long low = (of(seed + 1, number) & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}
