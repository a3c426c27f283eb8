package io.healthfinance.lakehouse.cli.proof;

import io.healthfinance.lakehouse.datagen.ChangeSink;
import io.healthfinance.lakehouse.datagen.Entity;
import io.healthfinance.lakehouse.datagen.World;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A world of which only some tables land. */
record LandedWorld(World world, Set<String> tables) implements World {

  @Override
  public void shared(ChangeSink sink) {
    world.shared(narrowed(sink));
  }

  @Override
  public void patient(int index, ChangeSink sink) {
    world.patient(index, narrowed(sink));
  }

  private ChangeSink narrowed(ChangeSink sink) {
    return (table, at, row) ->
        tables.contains(table) ? sink.insert(table, at, row) : new Unseen(new HashMap<>(row));
  }

  /** A row that does not land. */
  record Unseen(Map<String, Object> row) implements Entity {

    @Override
    public Object get(String column) {
      return row.get(column);
    }

    @Override
    public Entity update(Instant at, Map<String, Object> changes) {
      row.putAll(changes);
      return this;
    }

    @Override
    public void delete(Instant at) {}
  }
}
