package io.healthfinance.lakehouse.datagen.dirt;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.datagen.event.TableLayout;
import io.healthfinance.lakehouse.datagen.landing.LandedFile;
import io.healthfinance.lakehouse.datagen.landing.LandingCalendar;
import io.healthfinance.lakehouse.datagen.landing.LandingWriter;
import io.healthfinance.lakehouse.datagen.truth.ItemLog;
import io.healthfinance.lakehouse.datagen.truth.TruthTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Adds the files that no healthy sink would write. None of them holds the only copy of an event.
 */
public final class DirtyFiles {

  private static final int REDELIVERED_EVENTS = 20_000;
  private static final int RETYPED_EVENTS = 500;

  private final Path out;
  private final LandingCalendar calendar;
  private final TruthTables truth;
  private final ItemLog items;
  private final SplittableRandom random;
  private final List<LandedFile> files;

  /**
   * @param files the healthy files, in a fixed order
   */
  public DirtyFiles(
      Path out,
      LandingCalendar calendar,
      TruthTables truth,
      ItemLog items,
      long seed,
      List<LandedFile> files) {
    this.out = out;
    this.calendar = calendar;
    this.truth = truth;
    this.items = items;
    this.random = new SplittableRandom(~seed);
    this.files = files;
  }

  /** Writes all of them and returns how many files were added. */
  public int write(DirtRates rates, LandingWriter landing) throws IOException {
    if (files.isEmpty()) {
      return 0;
    }
    int before = added;
    redeliver(rates.redeliveredFile());
    for (int i = 0; i < rates.truncatedFiles(); i++) {
      truncate(pick(i), i);
    }
    for (int i = 0; i < rates.emptyFiles(); i++) {
      reject("empty_file", pick(i), "empty-" + i + ".parquet", new byte[0]);
    }
    for (int i = 0; i < rates.notParquetFiles(); i++) {
      byte[] text = "op,ts_ms\nc,1767225600000\n".getBytes(StandardCharsets.UTF_8);
      reject("not_parquet", pick(i), "export-" + i + ".parquet", text);
    }
    for (int i = 0; i < rates.narrowingFiles(); i++) {
      narrow(landing, i);
    }
    for (int i = 0; i < rates.markerFiles(); i++) {
      mark(pick(i), i);
    }
    return added - before;
  }

  private int added;

  /** A file of the catch-up and of the live hours in turn, as far as there are both. */
  private LandedFile pick(int turn) {
    boolean live = turn % 2 == 1;
    List<LandedFile> some =
        files.stream().filter(file -> calendar.isLive(file.slot()) == live).toList();
    List<LandedFile> from = some.isEmpty() ? files : some;
    return from.get(random.nextInt(from.size()));
  }

  private void redeliver(double share) throws IOException {
    List<LandedFile> small =
        files.stream()
            .filter(file -> file.events() <= REDELIVERED_EVENTS)
            .filter(file -> file.slot() < calendar.lastSlot())
            .toList();
    int wanted = share == 0 || small.isEmpty() ? 0 : (int) Math.ceil(share * files.size());
    for (int i = 0; i < wanted; i++) {
      LandedFile file = small.get(random.nextInt(small.size()));
      int slot = file.slot() + 1 + random.nextInt(calendar.lastSlot() - file.slot());
      Path copy = target(file.layout(), slot, "redelivered-" + i + ".parquet");
      Files.copy(out.resolve(file.path()), out.resolve(copy));
      finish(copy, slot);
      truth.delivered(file.layout(), slot, file.events());
      record("redelivered_file", file.layout(), copy, slot, "duplicate_or_stale", null);
    }
  }

  private void truncate(LandedFile file, int number) throws IOException {
    byte[] bytes = Files.readAllBytes(out.resolve(file.path()));
    byte[] head = Arrays.copyOf(bytes, bytes.length * 3 / 5);
    reject("truncated_file", file, "truncated-" + number + ".parquet", head);
  }

  private void reject(String kind, LandedFile beside, String name, byte[] content)
      throws IOException {
    Path file = target(beside.layout(), beside.slot(), name);
    Files.write(out.resolve(file), content);
    finish(file, beside.slot());
    record(kind, beside.layout(), file, beside.slot(), "rejected_file", null);
  }

  private void narrow(LandingWriter landing, int number) throws IOException {
    List<LandedFile> numeric =
        files.stream().filter(file -> numericColumn(file.layout()).isPresent()).toList();
    if (numeric.isEmpty()) {
      return;
    }
    LandedFile file = numeric.get(random.nextInt(numeric.size()));
    String column = numericColumn(file.layout()).orElseThrow();
    LandedFile retyped =
        landing.writeRetyped(
            file.layout(), file.slot(), column, RETYPED_EVENTS, "retyped-" + number + ".parquet");
    added++;
    record("drift_narrowing", file.layout(), retyped.path(), file.slot(), "rejected_file", column);
  }

  private static Optional<String> numericColumn(TableLayout layout) {
    return layout.contract().columns().stream()
        .filter(column -> column.type().isNumeric())
        .map(ColumnContract::name)
        .filter(name -> !layout.contract().key().contains(name))
        .findFirst();
  }

  private void mark(LandedFile beside, int number) throws IOException {
    List<String> names = new ArrayList<>(List.of("_SUCCESS", "part-0001.parquet.tmp", ".part.crc"));
    Path file = target(beside.layout(), beside.slot(), names.get(number % names.size()));
    Files.write(out.resolve(file), new byte[] {0});
    finish(file, beside.slot());
    record("marker_file", beside.layout(), file, beside.slot(), "ignored", null);
  }

  private Path target(TableLayout layout, int slot, String name) throws IOException {
    Path folder = calendar.folder(layout.table(), slot);
    Files.createDirectories(out.resolve(folder));
    return folder.resolve(name);
  }

  private void finish(Path file, int slot) throws IOException {
    Files.setLastModifiedTime(
        out.resolve(file), FileTime.from(calendar.hour(slot).plus(Duration.ofHours(1))));
    added++;
  }

  private void record(
      String kind, TableLayout layout, Path file, int slot, String expected, String rule)
      throws IOException {
    items.file(kind, layout.table(), file, calendar.label(slot), expected, rule);
  }
}
