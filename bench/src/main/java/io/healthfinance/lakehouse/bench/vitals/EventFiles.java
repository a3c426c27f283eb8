package io.healthfinance.lakehouse.bench.vitals;

import io.healthfinance.lakehouse.datagen.event.ByteSink;
import io.healthfinance.lakehouse.datagen.event.ChangeEvent;
import io.healthfinance.lakehouse.datagen.event.TableLayout;
import io.healthfinance.lakehouse.datagen.landing.HourFile;
import io.healthfinance.lakehouse.datagen.landing.LandingCalendar;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Lands events of one table as a sink does: files of some 25 MB in the folder of the hour in which
 * their first event was committed.
 */
final class EventFiles implements Closeable {

  private static final int EVENTS_IN_FILE = 250_000;

  private final Path landing;
  private final TableLayout layout;
  private final ByteSink scratch = new ByteSink(1024);
  private final List<ChangeEvent> pending = new ArrayList<>();
  private int files;

  EventFiles(Path landing, TableLayout layout) {
    this.landing = landing;
    this.layout = layout;
  }

  /** Adds an event; images are NULL where the operation has none. */
  ChangeEvent add(char op, long committedMs, long lsn, Object[] before, Object[] after)
      throws IOException {
    ChangeEvent event =
        new ChangeEvent(layout, op, committedMs, lsn, committedMs, encoded(before), encoded(after));
    add(event);
    return event;
  }

  /** Adds an event as it is, for example one that was delivered before. */
  void add(ChangeEvent event) throws IOException {
    pending.add(event);
    if (pending.size() == EVENTS_IN_FILE) {
      flush();
    }
  }

  private byte[] encoded(Object[] image) {
    return image == null ? null : layout.encode(image, scratch);
  }

  private void flush() throws IOException {
    if (pending.isEmpty()) {
      return;
    }
    Instant hour = Instant.ofEpochMilli(pending.get(0).committedMs()).truncatedTo(ChronoUnit.HOURS);
    Path folder = landing.resolve(LandingCalendar.folder(layout.table(), hour));
    HourFile.write(folder.resolve("part-%05d.parquet".formatted(files++)), layout, pending);
    pending.clear();
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
