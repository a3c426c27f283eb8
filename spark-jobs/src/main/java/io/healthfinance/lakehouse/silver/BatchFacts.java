package io.healthfinance.lakehouse.silver;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Counts of one batch, all taken in one pass over the classified events.
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

  /** Events of one landing hour. */
  public record HourCounts(long events, long quarantined) {}

  static BatchFacts of(Dataset<Row> classified) {
    List<Row> rows =
        classified
            .groupBy("_event_class", "_landing_hour")
            .agg(
                org.apache.spark.sql.functions.expr("count(*) AS events"),
                org.apache.spark.sql.functions.expr("count(_old_hash) AS matched"),
                org.apache.spark.sql.functions.expr("count_if(_marks) AS marks"),
                org.apache.spark.sql.functions.expr("count_if(_ambiguous) AS ambiguous"),
                org.apache.spark.sql.functions.expr("count_if(size(_warnings) > 0) AS warned"),
                org.apache.spark.sql.functions.expr(
                    "flatten(collect_list(if(size(_fatal) > 0, _fatal, NULL))) AS fatal"),
                org.apache.spark.sql.functions.expr(
                    "sum(cast(_payload_hash AS decimal(20, 0))) AS gained"),
                org.apache.spark.sql.functions.expr(
                    "sum(cast(_old_hash AS decimal(20, 0))) AS lost"))
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
    long warned = 0;
    Map<String, Long> fatal = new TreeMap<>();
    BigDecimal delta = BigDecimal.ZERO;
    for (Row row : rows) {
      EventClass eventClass = EventClass.valueOf(row.getString(0).toUpperCase(Locale.ROOT));
      long count = row.getLong(2);
      long matched = row.getLong(3);
      events.merge(eventClass, count, Long::sum);
      long quarantined = eventClass == EventClass.QUARANTINED ? count : 0;
      hours.merge(
          row.getString(1),
          new HourCounts(count, quarantined),
          (a, b) -> new HourCounts(a.events + b.events, a.quarantined + b.quarantined));
      marks += row.getLong(4);
      ambiguous += row.getLong(5);
      warned += eventClass == EventClass.APPLIED ? row.getLong(6) : 0;
      row.<String>getList(7).forEach(rule -> fatal.merge(rule, 1L, Long::sum));
      if (eventClass == EventClass.APPLIED) {
        inserted += count - matched;
        replaced += matched;
        delta = delta.add(row.getDecimal(8)).subtract(orZero(row.getDecimal(9)));
      } else if (eventClass == EventClass.DELETE_APPLIED) {
        removed += matched;
        delta = delta.subtract(orZero(row.getDecimal(9)));
      }
    }
    return new BatchFacts(
        events,
        hours,
        inserted,
        replaced,
        removed,
        marks,
        ambiguous,
        fatal,
        byRule(classified, EventClass.QUARANTINED, "_rules", events.get(EventClass.QUARANTINED)),
        byRule(classified, EventClass.APPLIED, "_warnings", warned),
        delta);
  }

  /** A second pass over the cached events, only when there is something to count. */
  private static Map<String, Long> byRule(
      Dataset<Row> classified, EventClass eventClass, String broken, long events) {
    Map<String, Long> rules = new TreeMap<>();
    if (events > 0) {
      classified
          .where("_event_class = '" + eventClass.sql() + "'")
          .selectExpr("explode(" + broken + ") AS rule")
          .groupBy("rule")
          .count()
          .collectAsList()
          .forEach(row -> rules.put(row.getString(0), row.getLong(1)));
    }
    return rules;
  }

  public long of(EventClass eventClass) {
    return events.get(eventClass);
  }

  /** Sum over all classes; equals the events of the landed files or the batch is wrong. */
  public long total() {
    return events.values().stream().mapToLong(Long::longValue).sum();
  }

  boolean touchesExistingRows() {
    return replaced + removed + marks > 0;
  }

  private static BigDecimal orZero(BigDecimal value) {
    return value == null ? BigDecimal.ZERO : value;
  }
}
