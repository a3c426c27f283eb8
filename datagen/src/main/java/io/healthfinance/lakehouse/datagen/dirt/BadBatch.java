package io.healthfinance.lakehouse.datagen.dirt;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.healthfinance.lakehouse.catalog.contract.ColumnType.Kind;
import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.datagen.event.ByteSink;
import io.healthfinance.lakehouse.datagen.event.ChangeEvent;
import io.healthfinance.lakehouse.datagen.event.LsnLayout;
import io.healthfinance.lakehouse.datagen.event.RowCheck;
import io.healthfinance.lakehouse.datagen.event.RowChecksum;
import io.healthfinance.lakehouse.datagen.event.TableLayout;
import io.healthfinance.lakehouse.datagen.landing.HourFile;
import io.healthfinance.lakehouse.datagen.landing.LandingCalendar;
import io.healthfinance.lakehouse.datagen.truth.ItemLog;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One landing hour of one table in which a service went wrong: far more events are invalid than the
 * contract's limit allows, so the gate must stop the table. It is written to {@code _bad_batch},
 * where no reader looks, until it is released. All its events are newer than anything else.
 */
public final class BadBatch {

  /** Folder of the prepared batch within the generated directory. */
  public static final String FOLDER = "_bad_batch";

  private static final int EVENTS = 150;
  private static final int INVALID_OF_FIVE = 2;
  private static final int SAMPLES = 200;
  private static final long STEP_MS = 20_000;

  private final TableLayout layout;
  private final RowCheck check;
  private final InvalidMutation mutation;
  private final List<Object[]> rows = new ArrayList<>();
  private final RowChecksum checksum = new RowChecksum();
  private final ByteSink scratch = new ByteSink(1024);

  public BadBatch(TableLayout layout, RowCheck check, long seed) {
    this.layout = layout;
    this.check = check;
    this.mutation = new InvalidMutation(layout, check, new SplittableRandom(seed));
  }

  /** Offers the final row of a key; the first few of the table become the batch. */
  void offer(TableLayout of, Object[] row) {
    if (of == layout && rows.size() < SAMPLES) {
      rows.add(row);
    }
  }

  /**
   * Writes the batch and its truth: {@code _truth/bad_batch.json} and {@code
   * _truth/bad_batch_items.jsonl}.
   *
   * @param rowsBefore rows of the table before the batch
   * @param checksumBefore checksum of the table before the batch
   */
  public void write(
      Path out, Instant hour, LsnLayout lsns, long rowsBefore, BigInteger checksumBefore)
      throws IOException {
    if (rows.isEmpty()) {
      throw new IOException(
          "No bad batch for " + layout.table() + ": the table has no rows; choose another table");
    }
    String label = LandingCalendar.label(hour);
    List<ChangeEvent> events = new ArrayList<>();
    Map<Integer, Object[]> applied = new LinkedHashMap<>();
    int invalid = 0;
    try (ItemLog items = new ItemLog(out.resolve("_truth").resolve("bad_batch_items.jsonl"))) {
      for (int i = 0; i < EVENTS; i++) {
        int sample = i % rows.size();
        Object[] before = applied.getOrDefault(sample, rows.get(sample));
        long atMs = hour.toEpochMilli() + i * STEP_MS;
        Object[] after = touched(before, atMs);
        Optional<InvalidMutation.Broken> broken =
            i % 5 < INVALID_OF_FIVE
                ? mutation.apply(after, 'u', atMs, BadBatch::rejects)
                : Optional.empty();
        ChangeEvent event = event(before, broken.map(b -> b.row()).orElse(after), atMs, lsns);
        events.add(event);
        if (broken.isPresent()) {
          invalid++;
          String rule = broken.get().rule();
          items.event("bad_batch", event, layout.key(before), label, "quarantined", rule);
        } else {
          applied.put(sample, after);
        }
      }
    }
    Path file = LandingCalendar.folder(layout.table(), hour).resolve("bad-batch-0000.parquet");
    Path target = out.resolve(FOLDER).resolve(file);
    HourFile.write(target, layout, events);
    Files.setLastModifiedTime(target, FileTime.from(hour.plus(Duration.ofHours(1))));
    BigInteger sum = checksumBefore;
    for (Map.Entry<Integer, Object[]> change : applied.entrySet()) {
      sum = sum.subtract(hash(rows.get(change.getKey()))).add(hash(change.getValue()));
    }
    truth(out, label, file, invalid, rowsBefore, sum);
  }

  private static boolean rejects(RowRule rule) {
    return rule.action() == RowRule.Action.REJECT && rule.kind() != RowRule.Kind.REQUIRED;
  }

  private BigInteger hash(Object[] row) {
    return BigInteger.valueOf(checksum.of(layout, row));
  }

  /** The row as an ordinary update leaves it; unchanged when the contract forbids the new time. */
  private Object[] touched(Object[] row, long atMs) {
    Object[] touched = row.clone();
    layout
        .contract()
        .find("updated_at")
        .ifPresent(
            column -> {
              int position = layout.position(column.name());
              Instant at = Instant.ofEpochMilli(atMs);
              if (column.type().kind() == Kind.TIMESTAMPTZ) {
                touched[position] = at;
              } else if (column.type().kind() == Kind.TIMESTAMP) {
                touched[position] =
                    LocalDateTime.ofInstant(at.truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC);
              }
            });
    return check.broken(touched, 'u', atMs).isEmpty() ? touched : row;
  }

  private ChangeEvent event(Object[] before, Object[] after, long atMs, LsnLayout lsns) {
    return new ChangeEvent(
        layout,
        'u',
        atMs,
        lsns.ofShared(layout, atMs),
        atMs,
        layout.encode(before, scratch),
        layout.encode(after, scratch));
  }

  private void truth(Path out, String label, Path file, int invalid, long rowCount, BigInteger sum)
      throws IOException {
    Map<String, Object> released = new LinkedHashMap<>();
    released.put("rows", rowCount);
    released.put("checksum", sum.toString());
    Map<String, Object> truth = new LinkedHashMap<>();
    truth.put("table", layout.table());
    truth.put("landing_hour", label);
    truth.put("file", file.toString());
    truth.put("events", EVENTS);
    truth.put("invalid", invalid);
    truth.put("after_release", released);
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    json.writeValue(out.resolve("_truth").resolve("bad_batch.json").toFile(), truth);
  }
}
