package io.healthfinance.lakehouse.quality;

import java.util.Map;

/**
 * What the sources sent.
 *
 * @param events events validated, without control events
 * @param rejected those that broke at least one rule with action {@code reject}
 * @param rejectedByColumn for every column that such a rule reads, the events that broke one of
 *     them; 0 counts as measured, an absent column has no rule
 */
public record EventCounts(long events, long rejected, Map<String, Long> rejectedByColumn) {

  public EventCounts {
    rejectedByColumn = Map.copyOf(rejectedByColumn);
    if (rejected < 0 || rejected > events) {
      throw new IllegalArgumentException("%d rejected events among %d".formatted(rejected, events));
    }
  }
}
