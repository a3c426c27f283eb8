package io.healthfinance.lakehouse.bench.vitals;

import io.healthfinance.lakehouse.datagen.event.TableLayout;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * Rows of {@code vitals}. A row follows from the number of its key and of its version, so that the
 * image before a change is known without keeping it.
 */
final class VitalsRows {

  private static final long KEYS = 1;
  private static final long PATIENTS = 3;
  private static final long KINDS = 5;
  private static final long VALUES = 6;
  private static final long BROKEN = 7;
  private static final long EXTRAS = 8;
  private static final int KEYS_OF_A_PATIENT = 20;

  private record Kind(String type, String unit, int lowest, int spread) {}

  private static final Kind[] MEASURES = {
    new Kind("HR", "bpm", 5000, 6000),
    new Kind("TEMP", "degC", 3600, 300),
    new Kind("WEIGHT", "kg", 5000, 7000),
    new Kind("SPO2", "%", 9000, 900),
    new Kind("RESP", "breaths/min", 1200, 1000),
  };
  private static final String[] SOURCES = {"CLINIC", "HOSPITAL", "HOME", "WEARABLE"};
  private static final String[] POSITIONS = {"SITTING", "STANDING", "SUPINE"};

  private final TableLayout layout;
  private final long firstMs;
  private final long endMs;
  private final long lateMs;
  private final long keys;

  /**
   * @param firstMs when the first key was created, epoch milliseconds
   * @param endMs when the last one was created
   * @param lateMs when keys beyond the last one are created
   * @param keys how many are created from the first to the last moment
   */
  VitalsRows(TableLayout layout, long firstMs, long endMs, long lateMs, long keys) {
    this.layout = layout;
    this.firstMs = firstMs;
    this.endMs = endMs;
    this.lateMs = lateMs;
    this.keys = keys;
  }

  /** Identifier of the patient whose number this is. */
  static String patient(long number) {
    return Mix.uuid(PATIENTS, number);
  }

  /** How many patients so many keys belong to. */
  static long patients(long keys) {
    return Math.max(1, keys / KEYS_OF_A_PATIENT);
  }

  /** The key alone, as the image of a delete without more may hold it. */
  static String vitalId(long key) {
    return Mix.uuid(KEYS, key);
  }

  /**
   * A row in contract order.
   *
   * @param patients how many there are
   * @param broken whether it breaks a rule of the contract
   */
  Object[] row(long key, int version, long patients, boolean broken) {
    long draw = key * 64 + version;
    Map<String, Object> row = new HashMap<>();
    row.put("vital_id", vitalId(key));
    row.put("patient_id", patient(Mix.below(patients, PATIENTS, key)));
    row.put("source", SOURCES[(int) Mix.below(SOURCES.length, EXTRAS, key)]);
    LocalDateTime created = at(createdMicros(key));
    row.put("measured_at", created.minusSeconds(30 + Mix.below(240, EXTRAS, key)));
    row.put("created_at", created);
    row.put("updated_at", created.plusMinutes(7L * version));
    if (Mix.oneIn(5, EXTRAS + 1, draw)) {
      row.put("comment", "Taken after rest " + Long.toHexString(Mix.of(EXTRAS, draw)));
    }
    int kind = (int) Mix.below(MEASURES.length + 2L, KINDS, key);
    if (kind < MEASURES.length) {
      measure(MEASURES[kind], draw, row);
    } else {
      pressure(draw, row);
    }
    if (broken) {
      breakRule(draw, row);
    }
    return layout.row(row);
  }

  private long createdMicros(long key) {
    return key < keys
        ? firstMs * 1000 + (long) ((endMs - firstMs) * 1000.0 / keys * key)
        : lateMs * 1000;
  }

  private static void measure(Kind kind, long draw, Map<String, Object> row) {
    row.put("vital_type", kind.type());
    row.put("unit", kind.unit());
    row.put("value", BigDecimal.valueOf(kind.lowest() + Mix.below(kind.spread(), VALUES, draw), 2));
  }

  private static void pressure(long draw, Map<String, Object> row) {
    row.put("vital_type", "BP");
    row.put("unit", "mmHg");
    row.put("bp_systolic", 100 + (int) Mix.below(60, VALUES, draw));
    row.put("bp_diastolic", 55 + (int) Mix.below(40, VALUES + 1, draw));
    row.put("body_position", POSITIONS[(int) Mix.below(POSITIONS.length, EXTRAS, draw)]);
  }

  /** One of four mistakes that services make. */
  private static void breakRule(long draw, Map<String, Object> row) {
    switch ((int) Mix.below(4, BROKEN, draw)) {
      case 0 -> {
        row.put("vital_type", "HR");
        row.put("value", new BigDecimal("900.00"));
      }
      case 1 -> {
        row.put("vital_type", "BP");
        row.put("bp_systolic", 120);
        row.remove("bp_diastolic");
      }
      case 2 -> row.remove("patient_id");
      default -> row.put("updated_at", ((LocalDateTime) row.get("created_at")).minusDays(1));
    }
  }

  private static LocalDateTime at(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L),
        (int) Math.floorMod(micros, 1_000_000L) * 1000,
        ZoneOffset.UTC);
  }
}
