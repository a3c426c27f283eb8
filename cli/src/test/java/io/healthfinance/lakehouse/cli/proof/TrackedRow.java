package io.healthfinance.lakehouse.cli.proof;

import io.healthfinance.lakehouse.datagen.ChangeSink;
import io.healthfinance.lakehouse.datagen.Entity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** A row of a simulated service that may change once more after the world has finished it. */
final class TrackedRow implements Entity {

  private final String table;
  private final Entity entity;
  private final Set<String> columns;
  private Instant changed;
  private boolean gone;

  private TrackedRow(String table, Entity entity, Map<String, Object> row, Instant at) {
    this.table = table;
    this.entity = entity;
    this.columns = new TreeSet<>(row.keySet());
    this.changed = at;
  }

  /** Passes everything on and adds each new row to {@code rows}. */
  static ChangeSink into(ChangeSink sink, List<TrackedRow> rows) {
    return (table, at, row) -> {
      TrackedRow tracked = new TrackedRow(table, sink.insert(table, at, row), row, at);
      rows.add(tracked);
      return tracked;
    };
  }

  boolean isOf(String name) {
    return table.equals(name);
  }

  /** Whether the row is there and its last commit lies before an instant. */
  boolean isQuietSince(Instant moment) {
    return !gone && changed.isBefore(moment);
  }

  Instant instant(String column) {
    Object value = get(column);
    return value instanceof LocalDateTime time ? time.toInstant(ZoneOffset.UTC) : (Instant) value;
  }

  /**
   * Commits the row once more under another key.
   *
   * @param changes what is different; an {@link Instant} takes the type of the table's times
   */
  TrackedRow again(ChangeSink sink, Instant at, String key, Map<String, Object> changes) {
    Map<String, Object> row = new HashMap<>();
    columns.forEach(column -> row.put(column, get(column)));
    row.putAll(changes);
    row.put("created_at", at);
    row.put("updated_at", at);
    row.put(key, name(key, at + " " + new TreeMap<>(changes)).toString());
    row.replaceAll((column, value) -> typed(value));
    return new TrackedRow(table, sink.insert(table, at, row), row, at);
  }

  /** A name that no other row has and that is the same whenever the world is. */
  UUID name(String column, Object what) {
    String seed = get(column) + " " + what;
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
  }

  /** Ten digits for the number of another row. */
  String digits(String column, Object what) {
    return "%010d".formatted(name(column, what).hashCode() & Integer.MAX_VALUE);
  }

  /** Commits new values and the time of the change. */
  TrackedRow change(Instant at, Map<String, Object> changes) {
    Map<String, Object> typed = new HashMap<>(changes);
    typed.put("updated_at", at);
    typed.replaceAll((column, value) -> typed(value));
    update(at, typed);
    return this;
  }

  /** Instants as the service stores them: all times of a table have a zone, or none has. */
  private Object typed(Object value) {
    return value instanceof Instant instant && get("updated_at") instanceof LocalDateTime
        ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC)
        : value;
  }

  @Override
  public Object get(String column) {
    return entity.get(column);
  }

  @Override
  public Entity update(Instant at, Map<String, Object> changes) {
    entity.update(at, changes);
    columns.addAll(changes.keySet());
    changed = at;
    return this;
  }

  @Override
  public void delete(Instant at) {
    entity.delete(at);
    changed = at;
    gone = true;
  }

  /** Not passed on: what the world has finished may change once more. */
  @Override
  public void settle() {}
}
