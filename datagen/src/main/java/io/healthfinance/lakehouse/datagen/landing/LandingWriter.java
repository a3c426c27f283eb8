package io.healthfinance.lakehouse.datagen.landing;

import io.healthfinance.lakehouse.datagen.Progress;
import io.healthfinance.lakehouse.datagen.event.ChangeEvent;
import io.healthfinance.lakehouse.datagen.event.Layouts;
import io.healthfinance.lakehouse.datagen.event.TableLayout;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Takes events in any order and writes them as landing files: one spill pass that sorts them into
 * (table, landing slot) cells, then one Parquet pass per cell.
 */
public final class LandingWriter implements Closeable {

  private final Path out;
  private final Layouts layouts;
  private final LandingCalendar calendar;
  private final Optional<AddedColumn> drift;
  private final Spill spill;

  public LandingWriter(
      Path out, Layouts layouts, LandingCalendar calendar, Optional<AddedColumn> drift)
      throws IOException {
    this.out = out;
    this.layouts = layouts;
    this.calendar = calendar;
    this.drift = drift;
    this.spill = new Spill(out.resolve("_spill.tmp"), layouts.all().size() * calendar.slots());
  }

  /** Takes one event and returns the slot it lands in. */
  public int add(ChangeEvent event) throws IOException {
    int slot = event.op() == 'r' && isAtStart(event) ? 0 : calendar.slotOf(event.landedMs());
    spill.add(cell(event.layout(), slot), event);
    return slot;
  }

  private boolean isAtStart(ChangeEvent event) {
    return event.landedMs() == event.committedMs();
  }

  /** Events of a table that land in a slot, as known so far. */
  public int events(TableLayout layout, int slot) {
    return spill.events(cell(layout, slot));
  }

  private int cell(TableLayout layout, int slot) {
    return layout.ordinal() * calendar.slots() + slot;
  }

  /** Writes all files with two threads, the largest cells first; sorted by path. */
  public List<LandedFile> finish(Progress progress) throws IOException {
    spill.flush();
    List<SlotFiles> tasks = new ArrayList<>();
    for (TableLayout layout : layouts.all()) {
      for (int slot = 0; slot < calendar.slots(); slot++) {
        if (events(layout, slot) > 0) {
          tasks.add(slotFiles(layout, slot));
        }
      }
    }
    tasks.sort(Comparator.comparingInt(SlotFiles::events).reversed());
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<List<LandedFile>>> results = new ArrayList<>();
      tasks.forEach(task -> results.add(threads.submit(task::write)));
      List<LandedFile> files = new ArrayList<>();
      int done = 0;
      for (Future<List<LandedFile>> result : results) {
        files.addAll(result.get());
        progress.update("files", ++done, tasks.size());
      }
      files.sort(Comparator.comparing(file -> file.path().toString()));
      return files;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while writing landing files to " + out, e);
    } catch (ExecutionException e) {
      throw new IOException("Cannot write landing files to " + out, e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private SlotFiles slotFiles(TableLayout layout, int slot) {
    return new SlotFiles(out, layout, calendar, slot, drift, spill, cell(layout, slot));
  }

  /**
   * Writes the first events of a slot once more, with a numeric column as double, which no reader
   * of the contract can accept.
   */
  public LandedFile writeRetyped(
      TableLayout layout, int slot, String column, int limit, String name) throws IOException {
    return slotFiles(layout, slot).writeRetyped(column, limit, name);
  }

  @Override
  public void close() throws IOException {
    spill.close();
  }
}
