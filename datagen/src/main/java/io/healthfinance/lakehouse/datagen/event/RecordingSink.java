package io.healthfinance.lakehouse.datagen.event;

import io.healthfinance.lakehouse.datagen.ChangeSink;
import io.healthfinance.lakehouse.datagen.Entity;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Collects entities and hands on their lives, in order, once they are complete. */
public final class RecordingSink implements ChangeSink {

  private final Layouts layouts;
  private final Period period;
  private final Consumer<Life> lives;
  private final RowChecksum checksum = new RowChecksum();
  private final ByteSink scratch = new ByteSink(1024);
  private final Set<RecordedEntity> open = new LinkedHashSet<>();

  public RecordingSink(Layouts layouts, Period period, Consumer<Life> lives) {
    this.layouts = layouts;
    this.period = period;
    this.lives = lives;
  }

  @Override
  public Entity insert(String table, Instant committedAt, Map<String, Object> row) {
    TableLayout layout = layouts.of(table);
    RecordedEntity entity =
        new RecordedEntity(layout, period, this::settle, committedAt, layout.row(row));
    open.add(entity);
    return entity;
  }

  /** Completes every entity that is still open. */
  public void complete() {
    open.forEach(this::handOn);
    open.clear();
  }

  private void settle(RecordedEntity entity) {
    if (open.remove(entity)) {
      handOn(entity);
    }
  }

  private void handOn(RecordedEntity entity) {
    Life life = entity.life(layouts.check(entity.layout()), checksum, scratch);
    if (life != null) {
      lives.accept(life);
    }
  }
}
