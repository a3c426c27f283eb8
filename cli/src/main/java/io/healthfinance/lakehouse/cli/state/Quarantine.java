package io.healthfinance.lakehouse.cli.state;

import io.healthfinance.lakehouse.cli.OpenLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** The events that broke a rule. They hold positions and rule names, never a value. */
public final class Quarantine {

  private static final String NAMESPACE = "quarantine";

  private final OpenLake lake;

  public Quarantine(OpenLake lake) {
    this.lake = lake;
  }

  /**
   * Events of one table that broke one rule; an event that broke two rules counts in both.
   *
   * @param hours landing hours they came in, oldest first
   */
  public record Reason(String table, String rule, long events, Set<String> hours) {}

  /** One quarantined event. */
  public record Event(
      String file, long position, String op, Long lsn, String landingHour, List<String> rules) {}

  /** Reasons over all tables, the most frequent first. */
  public List<Reason> reasons() {
    List<TableIdentifier> tables = lake.lake().iceberg().listTables(Namespace.of(NAMESPACE));
    return tables.parallelStream()
        .flatMap(name -> reasons(name.name()).stream())
        .sorted(
            Comparator.comparingLong(Reason::events)
                .reversed()
                .thenComparing(Reason::table)
                .thenComparing(Reason::rule))
        .toList();
  }

  /** Reasons of one table, the most frequent first. */
  public List<Reason> reasons(String table) {
    Map<String, Long> events = new TreeMap<>();
    Map<String, Set<String>> hours = new TreeMap<>();
    for (Event event : events(table)) {
      for (String rule : event.rules()) {
        events.merge(rule, 1L, Long::sum);
        hours.computeIfAbsent(rule, r -> new LinkedHashSet<>()).add(event.landingHour());
      }
    }
    return events.entrySet().stream()
        .map(e -> new Reason(table, e.getKey(), e.getValue(), hours.get(e.getKey())))
        .sorted(Comparator.comparingLong(Reason::events).reversed())
        .toList();
  }

  /** The quarantined events of one table by landing hour, file and position. */
  public List<Event> events(String table) {
    Table quarantined = lake.lake().find(NAMESPACE, table).orElse(null);
    if (quarantined == null || quarantined.currentSnapshot() == null) {
      return List.of();
    }
    List<Event> events = new ArrayList<>();
    try (CloseableIterable<Record> records =
        IcebergGenerics.read(quarantined)
            .select("file", "row_pos", "op", "lsn", "landing_hour", "rules")
            .build()) {
      records.forEach(record -> events.add(event(record)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read quarantine." + table, e);
    }
    events.sort(
        Comparator.comparing(Event::landingHour)
            .thenComparing(Event::file)
            .thenComparing(Event::position));
    return events;
  }

  private static Event event(Record record) {
    List<String> rules = new ArrayList<>();
    ((List<?>) record.getField("rules")).forEach(rule -> rules.add(rule.toString()));
    return new Event(
        record.getField("file").toString(),
        (Long) record.getField("row_pos"),
        (String) record.getField("op"),
        (Long) record.getField("lsn"),
        (String) record.getField("landing_hour"),
        rules);
  }
}
