package io.healthfinance.lakehouse.datagen.world;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.datagen.ChangeSink;
import io.healthfinance.lakehouse.datagen.Entity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes what happens to the services' databases, until the period ends: what would be committed
 * later has not happened yet. Keeps {@code created_at} and {@code updated_at} as a service would,
 * and brings every value to its column's type.
 */
final class Journal {
  private final Map<String, TableShape> shapes;
  private final ChangeSink sink;
  private final Instant end;

  Journal(Map<String, TableShape> shapes, ChangeSink sink, Instant end) {
    this.shapes = shapes;
    this.sink = sink;
    this.end = end;
  }

  static Map<String, TableShape> shapes(Catalog catalog) {
    Map<String, TableShape> shapes = new HashMap<>();
    catalog.sources().forEach((name, contract) -> shapes.put(name, new TableShape(contract)));
    return shapes;
  }

  /** Inserts a row; the handle of a row that is never committed ignores every change. */
  Tracked insert(String table, Instant at, Row row) {
    if (!at.isBefore(end)) {
      return new Tracked(null, null, end);
    }
    TableShape shape = shapes.get(table);
    if (shape == null) {
      throw new IllegalArgumentException("No contract for source table " + table);
    }
    return new Tracked(shape, sink.insert(table, at, shape.inserted(at, row.values())), at);
  }

  /** A row and the time of its last change. */
  final class Tracked {
    private final TableShape shape;
    private final Entity entity;
    private Instant changed;
    private boolean gone;

    private Tracked(TableShape shape, Entity entity, Instant changed) {
      this.shape = shape;
      this.entity = entity;
      this.changed = changed;
      this.gone = entity == null;
    }

    /** Whether the row was committed before the period's end. */
    boolean exists() {
      return !gone;
    }

    /** The present value of an amount in cents; 0 when there is none. */
    long cents(String column) {
      Object value = entity == null ? null : entity.get(column);
      return value instanceof BigDecimal amount ? amount.movePointRight(2).longValue() : 0;
    }

    /** Changes columns; a change cannot be committed before the previous one. */
    Tracked update(Instant at, Row changes) {
      Instant commit = after(at);
      if (!gone && commit.isBefore(end)) {
        entity.update(commit, shape.updated(commit, changes.values()));
        changed = commit;
      }
      return this;
    }

    /** Says that nothing more happens to the row. */
    void settle() {
      if (entity != null) {
        entity.settle();
      }
    }

    void delete(Instant at) {
      Instant commit = after(at);
      if (!gone && commit.isBefore(end)) {
        entity.delete(commit);
        gone = true;
      }
    }

    private Instant after(Instant at) {
      return at.isAfter(changed) ? at : changed.plusMillis(40);
    }
  }
}
