package io.healthfinance.lakehouse.silver;

import io.healthfinance.lakehouse.runtime.HashSum;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Counts of one batch, all taken in one pass over the classified events. Most events break no rule,
 * so that grouping by the broken ones adds few groups.
 *
 * @param events events per class; every class is counted on its own
 * @param landingHours events and quarantined events per landing hour
 * @param inserted keys that silver gains
 * @param removed keys that silver loses to a delete event
 * @param marks served rows that only learn of a newer rejected event
 * @param fatal events per broken rule whose action is {@code fail}
 * @param rejectedByRule quarantined events by broken rule; an event may break several
 * @param warnedByRule rows that the batch puts although they break a {@code warn} rule, by rule
 * @param checksumDelta change of the sum of payload hashes
 */
public record BatchFacts(
    Map<EventClass, Long> events,
    Map<String, HourCounts> landingHours,
    long inserted,
    long replaced,
    long removed,
    long marks,
    long ambiguous,
    Map<String, Long> fatal,
    Map<String, Long> rejectedByRule,
    Map<String, Long> warnedByRule,
    BigDecimal checksumDelta) {

  /**
   * Events of one landing hour.
   *
   * @param newestSource when the source committed the newest of them; null for control events only
   */
  public record HourCounts(long events, long quarantined, Instant newestSource) {

    private HourCounts plus(HourCounts other) {
      boolean otherIsNewer =
          newestSource == null
              || (other.newestSource != null && other.newestSource.isAfter(newestSource));
      return new HourCounts(
          events + other.events,
          quarantined + other.quarantined,
          otherIsNewer ? other.newestSource : newestSource);
    }
  }

  static BatchFacts of(Dataset<Row> classified) {
    List<Row> rows =
        classified
            .groupBy("_event_class", "_landing_hour", "_rules", "_fatal", "_warnings")
            .agg(
                org.apache.spark.sql.functions.expr("count(*) AS events"),
                org.apache.spark.sql.functions.expr("count(_old_hash) AS matched"),
                org.apache.spark.sql.functions.expr("count_if(_marks) AS marks"),
                org.apache.spark.sql.functions.expr("count_if(_ambiguous) AS ambiguous"),
                org.apache.spark.sql.functions.expr(HashSum.of("_payload_hash") + " AS gained"),
                org.apache.spark.sql.functions.expr(HashSum.of("_old_hash") + " AS lost"),
                org.apache.spark.sql.functions.expr("max(_source_ts) AS newest"))
            .collectAsList();
    Map<EventClass, Long> events = new EnumMap<>(EventClass.class);
    for (EventClass eventClass : EventClass.values()) {
      events.put(eventClass, 0L);
    }
    Map<String, HourCounts> hours = new TreeMap<>();
    long inserted = 0;
    long replaced = 0;
    long removed = 0;
    long marks = 0;
    long ambiguous = 0;
    Map<String, Long> fatal = new TreeMap<>();
    Map<String, Long> rejected = new TreeMap<>();
    Map<String, Long> warned = new TreeMap<>();
    BigDecimal delta = BigDecimal.ZERO;
    for (Row row : rows) {
      EventClass eventClass = EventClass.valueOf(row.getString(0).toUpperCase(Locale.ROOT));
      long count = row.getLong(5);
      long matched = row.getLong(6);
      events.merge(eventClass, count, Long::sum);
      long quarantined = eventClass == EventClass.QUARANTINED ? count : 0;
      Instant newest = row.getAs("newest");
      hours.merge(row.getString(1), new HourCounts(count, quarantined, newest), HourCounts::plus);
      marks += row.getLong(7);
      ambiguous += row.getLong(8);
      row.<String>getList(2).forEach(rule -> rejected.merge(rule, count, Long::sum));
      row.<String>getList(3).forEach(rule -> fatal.merge(rule, count, Long::sum));
      if (eventClass == EventClass.APPLIED) {
        row.<String>getList(4).forEach(rule -> warned.merge(rule, count, Long::sum));
        inserted += count - matched;
        replaced += matched;
        delta = delta.add(row.getDecimal(9)).subtract(orZero(row.getDecimal(10)));
      } else if (eventClass == EventClass.DELETE_APPLIED) {
        removed += matched;
        delta = delta.subtract(orZero(row.getDecimal(10)));
      }
    }
    return new BatchFacts(
        events, hours, inserted, replaced, removed, marks, ambiguous, fatal, rejected, warned,
        delta);
  }

  public long of(EventClass eventClass) {
    return events.get(eventClass);
  }

  /** Sum over all classes; equals the events of the landed files or the batch is wrong. */
  public long total() {
    return events.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Served rows that the batch changes or removes. */
  public long touched() {
    return replaced + removed + marks;
  }

  private static BigDecimal orZero(BigDecimal value) {
    return value == null ? BigDecimal.ZERO : value;
  }
}
