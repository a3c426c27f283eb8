package io.healthfinance.lakehouse.datagen.world;

import java.util.List;
import java.util.SplittableRandom;

/**
 * One stream of chance. Streams are named, so that drawing more in one sub-domain never shifts what
 * another one draws, and every patient has streams of their own.
 */
final class Dice {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final SplittableRandom random;

  private Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The stream {@code name} of the thing with number {@code index}. */
  static Dice of(long seed, String name, long index) {
    return new Dice(mix(mix(seed, name.hashCode()), index));
  }

  /** Stafford's variant 13 of the MurmurHash3 finaliser over both values. */
  static long mix(long a, long b) {
    long z = a * 0x9E3779B97F4A7C15L + b + 0x632BE59BD9B4E019L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A whole number in [low, high]. */
  int between(int low, int high) {
    return high <= low ? low : random.nextInt(low, high + 1);
  }

  double uniform(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  double normal(double mean, double deviation) {
    return mean + deviation * random.nextGaussian();
  }

  /** Normal, cut at both ends. */
  double normal(double mean, double deviation, double low, double high) {
    return Math.min(high, Math.max(low, normal(mean, deviation)));
  }

  /** Waiting time of a process with the given mean, at least one. */
  int waiting(double mean) {
    return 1 + (int) (-Math.log(1 - random.nextDouble()) * Math.max(0, mean - 1));
  }

  /** Number of events of a Poisson process with the given mean. */
  int count(double mean) {
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  @SafeVarargs
  final <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }

  <T> T pick(Weighted<T> values) {
    return values.at(random.nextDouble());
  }

  /** A random (version 4) UUID in its text form. */
  String uuid() {
    long high = (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    char[] text = new char[36];
    hex(text, 0, high >>> 32, 8);
    text[8] = '-';
    hex(text, 9, high >>> 16, 4);
    text[13] = '-';
    hex(text, 14, high, 4);
    text[18] = '-';
    hex(text, 19, low >>> 48, 4);
    text[23] = '-';
    hex(text, 24, low, 12);
    return new String(text);
  }

  /** {@code count} decimal digits, the first one not zero. */
  String digits(int count) {
    char[] text = new char[count];
    for (int i = 0; i < count; i++) {
      text[i] = (char) ('0' + random.nextInt(i == 0 ? 1 : 0, 10));
    }
    return new String(text);
  }

  private static void hex(char[] into, int at, long value, int digits) {
    for (int i = digits - 1; i >= 0; i--) {
      into[at + i] = HEX[(int) (value & 0xF)];
      value >>>= 4;
    }
  }
}
