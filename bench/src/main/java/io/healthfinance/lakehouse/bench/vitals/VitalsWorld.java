package io.healthfinance.lakehouse.bench.vitals;

import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.datagen.event.Layouts;
import io.healthfinance.lakehouse.datagen.event.TableLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The table {@code vitals} of a hospital group over two years: what the sink lands of it, and the
 * patients that its rows refer to.
 */
public final class VitalsWorld {

  /** When all rows of the two years are there. */
  public static final Instant END = Instant.parse("2026-03-01T00:00:00Z");

  /** The measured hour; what landed by {@link #END} is older than an hourly run looks back. */
  public static final Instant HOUR = END.plus(Duration.ofDays(8));

  private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");
  private static final long FIRST_LSN = 1L << 20;
  private static final long LSN_STEP = 48;
  private static final long USERS = 20;

  private final Layouts layouts;
  private final TableLayout vitals;
  private final long keys;
  private final long patients;
  private final VitalsRows rows;

  /**
   * @param keys how many rows there have been by {@link #END}
   */
  public VitalsWorld(long keys) {
    this.layouts = new Layouts(new CatalogLoader().loadBundled());
    this.vitals = layouts.of("vitals");
    this.keys = keys;
    this.patients = VitalsRows.patients(keys);
    this.rows =
        new VitalsRows(vitals, FIRST.toEpochMilli(), END.toEpochMilli(), HOUR.toEpochMilli(), keys);
  }

  /**
   * Two years of changes: each key is created once and many are updated, one event in a hundred is
   * a delete, one in a hundred is delivered twice, one in two hundred breaks a rule.
   *
   * @param events how many there are in all, more than keys
   */
  public void landChanges(Path landing, long events) throws IOException {
    byte[] versions = new byte[Math.toIntExact(keys)];
    BitSet deleted = new BitSet();
    double stepMs = (double) Duration.between(FIRST, END).toMillis() / events;
    try (EventFiles files = new EventFiles(landing, vitals)) {
      VitalsEvents stream = new VitalsEvents(files, rows, patients);
      long created = 0;
      for (long n = 0; n < events; n++) {
        stream.at(FIRST.toEpochMilli() + (long) (n * stepMs), FIRST_LSN + n * LSN_STEP);
        if (n * keys >= created * events) {
          stream.create(created++, 0, n);
          continue;
        }
        int key = (int) Mix.below(created, USERS + 1, n);
        if (deleted.get(key)) {
          stream.create(key, ++versions[key], n);
          deleted.clear(key);
        } else if (Mix.oneIn(100, USERS + 2, n)) {
          stream.repeat();
        } else if (Mix.oneIn(100, USERS + 3, n)) {
          stream.delete(key, versions[key]);
          deleted.set(key);
        } else {
          stream.update(key, versions[key], ++versions[key], n);
        }
      }
    }
  }

  /** All rows as the reads of one snapshot at {@link #END}. */
  public void landSnapshot(Path landing) throws IOException {
    try (EventFiles files = new EventFiles(landing, vitals)) {
      VitalsEvents stream = new VitalsEvents(files, rows, patients);
      stream.at(END.toEpochMilli(), FIRST_LSN);
      for (long key = 0; key < keys; key++) {
        stream.read(key);
      }
    }
  }

  /**
   * An hour of changes: seven in ten events update a row, a quarter create one, the others delete
   * one.
   *
   * @param number how many hours after {@link #HOUR} it is
   * @param recent share of the changed rows that were created in the last 30 days, 0-1
   */
  public void landHour(Path landing, int number, long events, double recent) throws IOException {
    long hourMs = HOUR.plus(Duration.ofHours(number)).toEpochMilli();
    long firstLsn = 2 * FIRST_LSN + number * events * LSN_STEP;
    long ofLastMonth = Math.max(1, keys * 30 / Duration.between(FIRST, END).toDays());
    long draws = number * events;
    Map<Long, Integer> versions = new HashMap<>();
    long next = keys + draws;
    double stepMs = (double) Duration.ofHours(1).toMillis() / events;
    try (EventFiles files = new EventFiles(landing, vitals)) {
      VitalsEvents stream = new VitalsEvents(files, rows, patients);
      for (long n = 0; n < events; n++) {
        stream.at(hourMs + (long) (n * stepMs), firstLsn + n * LSN_STEP);
        long key =
            Mix.below(1000, USERS + 4, draws + n) < recent * 1000
                ? keys - 1 - Mix.below(ofLastMonth, USERS + 5, draws + n)
                : Mix.below(keys, USERS + 5, draws + n);
        int version = versions.getOrDefault(key, 0);
        long draw = Mix.below(20, USERS + 6, draws + n);
        if (draw < 5) {
          stream.create(next++, 0, n);
        } else if (draw == 5 && version == 0) {
          stream.delete(key, version);
          versions.put(key, -1);
        } else if (version >= 0) {
          stream.update(key, version, version + 1, n);
          versions.put(key, version + 1);
        } else {
          stream.repeat();
        }
      }
    }
  }

  /** The same hour when it only brings new rows. */
  public void landNewKeys(Path landing, long events) throws IOException {
    double stepMs = (double) Duration.ofHours(1).toMillis() / events;
    try (EventFiles files = new EventFiles(landing, vitals)) {
      VitalsEvents stream = new VitalsEvents(files, rows, patients);
      for (long n = 0; n < events; n++) {
        stream.at(HOUR.toEpochMilli() + (long) (n * stepMs), 2 * FIRST_LSN + n * LSN_STEP);
        stream.create(keys + n, 0, n);
      }
    }
  }

  /** The patients, as reads of a snapshot the day before the first row. */
  public void landPatients(Path landing) throws IOException {
    TableLayout users = layouts.of("users");
    long snapshot = FIRST.minus(Duration.ofDays(1)).toEpochMilli();
    LocalDateTime opened = LocalDateTime.ofInstant(FIRST.minus(Duration.ofDays(2)), ZoneOffset.UTC);
    try (EventFiles files = new EventFiles(landing, users)) {
      for (long patient = 0; patient < patients; patient++) {
        files.add('r', snapshot, FIRST_LSN, null, users.row(Patient.columns(patient, opened)));
      }
    }
  }
}
