package io.healthfinance.lakehouse.cli.demo;

import static java.util.stream.Collectors.joining;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the events of one table ended, by key and position; read once through DuckDB. */
final class TableFate {

  /** Place in the order of a key's events. */
  record Position(int rank, long lsn) implements Comparable<Position> {
    static Position of(String op, long lsn) {
      return new Position(op.equals("r") ? 0 : 1, lsn);
    }

    @Override
    public int compareTo(Position other) {
      return rank == other.rank ? Long.compare(lsn, other.lsn) : Integer.compare(rank, other.rank);
    }
  }

  /** One event, however often it was delivered. */
  record Event(List<String> key, String op, long lsn) {}

  private record Live(Position position, String warnings) {}

  private final Map<List<String>, Live> live = new HashMap<>();
  private final Map<List<String>, Position> dead = new HashMap<>();
  private final Map<Event, List<String>> quarantined = new HashMap<>();
  private final Map<Event, Integer> landed = new HashMap<>();
  private long quarantineRows;

  static TableFate of(TableContract contract, DuckLake duck) {
    TableFate fate = new TableFate();
    if (!duck.has("landing", contract.table())) {
      return fate; // a service that never sent anything
    }
    int keys = contract.key().size();
    String key = columns(contract);
    String table = contract.table();
    for (List<String> row :
        duck.rows("SELECT " + key + ", _class, _lsn, _warnings FROM silver.\"" + table + "\"")) {
      Live found = new Live(position(row, keys), row.get(keys + 2));
      if (fate.live.put(row.subList(0, keys), found) != null) {
        throw new IllegalStateException("silver." + table + " holds a key twice");
      }
    }
    for (List<String> row :
        duck.rows("SELECT " + key + ", _class, _lsn FROM state.\"" + table + "\"")) {
      fate.dead.merge(
          row.subList(0, keys), position(row, keys), (a, b) -> a.compareTo(b) > 0 ? a : b);
    }
    String sent = "coalesce(e.after.%1$s, e.before.%1$s)";
    String sentKey =
        contract.key().stream()
            .map(sent::formatted)
            .map(c -> c + "::VARCHAR")
            .collect(joining(", "));
    for (List<String> row :
        duck.rows(
            "SELECT "
                + sentKey
                + ", op, source.lsn, count(*) FROM landing.\""
                + table
                + "\" e GROUP BY ALL")) {
      fate.landed.put(event(row, keys), Integer.valueOf(row.get(keys + 2)));
    }
    // The place that quarantine remembers leads back to the event that landed there.
    for (List<String> row :
        duck.rows(
            "SELECT "
                + sentKey
                + ", e.op, e.source.lsn, array_to_string(q.rules, '\n')"
                + " FROM quarantine.\""
                + table
                + "\" q LEFT JOIN landing.\""
                + table
                + "\" e ON e.filename = regexp_replace(q.file, '^file:(//)?', '')"
                + " AND e.file_row_number = q.row_pos AND e.source.lsn = q.lsn AND e.op = q.op")) {
      fate.quarantineRows++;
      if (row.get(keys) == null) {
        throw new IllegalStateException(
            "quarantine." + table + " holds a row that leads to no event in the landing files");
      }
      fate.quarantined.put(event(row, keys), List.of(row.get(keys + 2).split("\n", -1)));
    }
    return fate;
  }

  private static String columns(TableContract contract) {
    return contract.key().stream().map(name -> "\"" + name + "\"::VARCHAR").collect(joining(", "));
  }

  private static Position position(List<String> row, int keys) {
    return new Position(Integer.parseInt(row.get(keys)), Long.parseLong(row.get(keys + 1)));
  }

  private static Event event(List<String> row, int keys) {
    return new Event(
        new ArrayList<>(row.subList(0, keys)), row.get(keys), Long.parseLong(row.get(keys + 1)));
  }

  /** Position of the row that readers see. */
  Optional<Position> live(List<String> key) {
    return Optional.ofNullable(live.get(key)).map(Live::position);
  }

  /** Rules that the row warns of. */
  String warnings(List<String> key) {
    return live.get(key).warnings();
  }

  /** Newest tombstone of the key. */
  Optional<Position> dead(List<String> key) {
    return Optional.ofNullable(dead.get(key));
  }

  /** Rules that the event broke; empty when it is not in quarantine. */
  List<String> broken(Event event) {
    return quarantined.getOrDefault(event, List.of());
  }

  /** How often the event was delivered. */
  int deliveries(Event event) {
    return landed.getOrDefault(event, 0);
  }

  /** Deliveries beyond the first of all events that are not in quarantine. */
  long copies() {
    return landed.entrySet().stream()
        .filter(entry -> !quarantined.containsKey(entry.getKey()))
        .mapToLong(entry -> entry.getValue() - 1)
        .sum();
  }

  long quarantineRows() {
    return quarantineRows;
  }
}
