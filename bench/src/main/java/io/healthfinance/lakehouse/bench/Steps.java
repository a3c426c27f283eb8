package io.healthfinance.lakehouse.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** How long each part of a run took, in the order in which the parts ended. */
public final class Steps {

  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private long last = System.nanoTime();

  /** Ends a part; it began where the one before ended. Parts of one name add up. */
  public synchronized void done(String name) {
    long now = System.nanoTime();
    seconds.merge(name, (now - last) / 1e9, Double::sum);
    last = now;
  }

  synchronized Map<String, Double> seconds() {
    return new LinkedHashMap<>(seconds);
  }
}
