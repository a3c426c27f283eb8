package io.healthfinance.lakehouse.datagen;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A world that corrects, then deletes, every tenth vital sign of a patient within hours. */
record ForgetfulWorld(World world) implements World {

  @Override
  public void shared(ChangeSink sink) {
    world.shared(sink);
  }

  @Override
  public void patient(int index, ChangeSink sink) {
    AtomicInteger count = new AtomicInteger();
    world.patient(
        index,
        (table, at, row) -> {
          Entity entity = sink.insert(table, at, row);
          if (!table.equals("vitals") || count.getAndIncrement() % 10 != 0) {
            return entity;
          }
          entity.update(
              at.plus(Duration.ofHours(1)), Map.of("comment", "measured on the wrong arm"));
          entity.delete(at.plus(Duration.ofHours(2)));
          return new Gone(entity);
        });
  }

  private record Gone(Entity entity) implements Entity {
    @Override
    public Object get(String column) {
      return entity.get(column);
    }

    @Override
    public Entity update(Instant at, Map<String, Object> changes) {
      return this;
    }

    @Override
    public void delete(Instant at) {
      // It is gone already.
    }
  }
}
