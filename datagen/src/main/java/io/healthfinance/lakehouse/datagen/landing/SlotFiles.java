package io.healthfinance.lakehouse.datagen.landing;

import static io.healthfinance.lakehouse.datagen.event.EventRecord.intAt;
import static io.healthfinance.lakehouse.datagen.event.EventRecord.longAt;

import io.healthfinance.lakehouse.datagen.event.EventRecord;
import io.healthfinance.lakehouse.datagen.event.TableLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.parquet.hadoop.ParquetWriter;

/** The files of one table in one landing slot: parts of bounded size, in landing order. */
final class SlotFiles {

  private static final int PART_EVENTS = 256 * 1024;
  private static final long PART_BYTES = 80L << 20;
  private static final Comparator<Entry> LANDING_ORDER =
      Comparator.comparingLong(Entry::landedMs).thenComparingLong(Entry::lsn);

  /** A record within a chunk. */
  private record Entry(byte[] bytes, int at, long landedMs, long lsn) {}

  private final Path out;
  private final TableLayout layout;
  private final LandingCalendar calendar;
  private final int slot;
  private final Optional<AddedColumn> drift;
  private final Spill spill;
  private final int cell;

  SlotFiles(
      Path out,
      TableLayout layout,
      LandingCalendar calendar,
      int slot,
      Optional<AddedColumn> drift,
      Spill spill,
      int cell) {
    this.out = out;
    this.layout = layout;
    this.calendar = calendar;
    this.slot = slot;
    this.drift = drift.filter(added -> added.table().equals(layout.table()));
    this.spill = spill;
    this.cell = cell;
  }

  int events() {
    return spill.events(cell);
  }

  List<LandedFile> write() throws IOException {
    List<LandedFile> files = new ArrayList<>();
    List<Entry> part = new ArrayList<>();
    long bytes = 0;
    int remaining = events();
    for (Spill.Chunk chunk : spill.chunks(cell)) {
      byte[] records = spill.read(chunk);
      for (int at = 0; at < records.length; at += intAt(records, at)) {
        part.add(entry(records, at));
        bytes += intAt(records, at);
        remaining--;
        if (part.size() == PART_EVENTS || bytes >= PART_BYTES || remaining == 0) {
          files.add(write(part, fileName(files.size()), schema(), remaining == 0, files.isEmpty()));
          part.clear();
          bytes = 0;
        }
      }
    }
    return files;
  }

  LandedFile writeRetyped(String column, int limit, String name) throws IOException {
    List<Entry> part = new ArrayList<>();
    for (Spill.Chunk chunk : spill.chunks(cell)) {
      byte[] records = spill.read(chunk);
      for (int at = 0; at < records.length && part.size() < limit; at += intAt(records, at)) {
        part.add(entry(records, at));
      }
    }
    EnvelopeSchema retyped =
        new EnvelopeSchema(layout.contract(), Optional.empty(), Optional.of(column));
    return write(part, name, retyped, false, false);
  }

  private static Entry entry(byte[] records, int at) {
    long landedMs = longAt(records, at + EventRecord.LANDED);
    return new Entry(records, at, landedMs, longAt(records, at + EventRecord.LSN));
  }

  private EnvelopeSchema schema() {
    return new EnvelopeSchema(
        layout.contract(),
        drift.filter(added -> slot >= added.fromSlot()).map(AddedColumn::column),
        Optional.empty());
  }

  private String fileName(int part) {
    String prefix = slot == 0 ? "snapshot-" : layout.table() + "-";
    return prefix + String.format(Locale.ROOT, "%04d", part) + ".parquet";
  }

  private LandedFile write(
      List<Entry> part, String name, EnvelopeSchema schema, boolean last, boolean first)
      throws IOException {
    part.sort(LANDING_ORDER);
    Path path = calendar.folder(layout.table(), slot).resolve(name);
    long addedFromMs =
        drift.map(added -> calendar.startMs(added.fromSlot())).orElse(Long.MAX_VALUE);
    try (ParquetWriter<EnvelopeWriteSupport.Position> writer =
        EnvelopeFile.open(out.resolve(path), schema, addedFromMs)) {
      for (int i = 0; i < part.size(); i++) {
        Entry entry = part.get(i);
        String snapshot = "false";
        if (entry.bytes()[entry.at() + EventRecord.OP] == 'r') {
          boolean opens = slot == 0 && first && i == 0;
          boolean closes = slot == 0 && last && i == part.size() - 1;
          snapshot = closes ? "last_in_data_collection" : opens ? "first" : "true";
        }
        writer.write(new EnvelopeWriteSupport.Position(entry.bytes(), entry.at(), snapshot));
      }
    }
    stamp(out.resolve(path), calendar, slot);
    return new LandedFile(path, layout, slot, part.size());
  }

  /** Files are as old as their landing hour says, so that a reader's grace period is over. */
  static void stamp(Path file, LandingCalendar calendar, int slot) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(calendar.hour(slot).plus(Duration.ofHours(1))));
  }
}
