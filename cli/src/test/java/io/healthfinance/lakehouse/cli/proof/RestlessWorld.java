package io.healthfinance.lakehouse.cli.proof;

import io.healthfinance.lakehouse.datagen.ChangeSink;
import io.healthfinance.lakehouse.datagen.World;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The synthetic world, in which every hour from a moment on also brings what makes a table that
 * follows its inputs go wrong: a corrected result, facts entered months late, rows taken back, a
 * stay whose end is corrected, a move to another town, a visit that lies ahead and then took place,
 * and a condition that will be over tomorrow although nobody says so again. One patient in turn has
 * all of them.
 */
final class RestlessWorld implements World {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration LATER = Duration.ofHours(3);

  private static final List<String> NOT_YET =
      List.of(
          "slot_id",
          "checked_in_at",
          "started_at",
          "ended_at",
          "cancelled_at",
          "cancelled_by",
          "rescheduled_to_id");

  private final World world;
  private final int patients;
  private final Instant from;
  private final Instant to;

  /**
   * @param from first hour that brings more than the world itself does
   * @param to end of the period
   */
  RestlessWorld(World world, int patients, Instant from, Instant to) {
    this.world = world;
    this.patients = patients;
    this.from = from;
    this.to = to;
  }

  @Override
  public void shared(ChangeSink sink) {
    world.shared(sink);
  }

  @Override
  public void patient(int index, ChangeSink sink) {
    List<TrackedRow> rows = new ArrayList<>();
    world.patient(index, TrackedRow.into(sink, rows));
    Instant hour = from.plus(HOUR.multipliedBy(index));
    for (; hour.isBefore(to); hour = hour.plus(HOUR.multipliedBy(patients))) {
      Instant at = hour.plus(Duration.ofMinutes(10));
      correctResult(rows, at);
      replaceVital(rows, sink, at);
      newest(rows, "users", at, row -> true)
          .ifPresent(user -> user.change(at, Map.of("zip_code", "10001")));
      changeDiagnoses(rows, sink, at);
      changeStays(rows, sink, at);
      planVisit(rows, sink, at);
    }
  }

  private static void correctResult(List<TrackedRow> rows, Instant at) {
    newest(rows, "lab_results", at, row -> row.get("value_numeric") != null)
        .ifPresent(
            result -> {
              BigDecimal value = (BigDecimal) result.get("value_numeric");
              BigDecimal corrected =
                  value.multiply(new BigDecimal("0.97")).setScale(4, RoundingMode.HALF_UP);
              result.change(at, Map.of("value_numeric", corrected, "result_status", "CORRECTED"));
            });
  }

  private static void replaceVital(List<TrackedRow> rows, ChangeSink sink, Instant at) {
    newest(rows, "vitals", at, row -> true)
        .ifPresent(
            vital -> {
              vital.again(sink, at, "vital_id", Map.of("measured_at", at.minus(days(100))));
              vital.delete(at);
            });
  }

  private static void changeDiagnoses(List<TrackedRow> rows, ChangeSink sink, Instant at) {
    Predicate<TrackedRow> active =
        row -> "ACTIVE".equals(row.get("clinical_status")) && row.get("resolved_date") == null;
    newest(rows, "diagnoses", at, active)
        .ifPresent(
            diagnosis -> {
              Map<String, Object> asthma =
                  Map.of("recorded_at", at.minus(days(40)), "icd10_code", "J45.40");
              diagnosis.again(sink, at, "diagnosis_id", asthma).delete(at.plus(LATER));
              LocalDate tomorrow = LocalDate.ofInstant(at, ZoneOffset.UTC).plusDays(1);
              diagnosis.change(at, Map.of("resolved_date", tomorrow));
            });
  }

  private static void changeStays(List<TrackedRow> rows, ChangeSink sink, Instant at) {
    newest(rows, "admissions", at, row -> "DISCHARGED".equals(row.get("status")))
        .ifPresent(
            stay -> {
              Instant left = stay.instant("discharged_at").plus(HOUR.multipliedBy(9));
              Instant back = at.minus(days(70));
              Map<String, Object> longAgo =
                  Map.of(
                      "encounter_number",
                      "E" + stay.digits("encounter_number", at),
                      "admitted_at",
                      back,
                      "discharged_at",
                      back.plus(days(2)));
              stay.again(sink, at, "admission_id", longAgo).delete(at.plus(LATER));
              stay.change(at, Map.of("discharged_at", left));
            });
  }

  private static void planVisit(List<TrackedRow> rows, ChangeSink sink, Instant at) {
    newest(rows, "appointments", at, row -> "PRIMARY_CARE".equals(row.get("visit_category")))
        .ifPresent(
            visit -> {
              Instant start = at.plus(HOUR);
              Map<String, Object> planned = new HashMap<>();
              NOT_YET.forEach(column -> planned.put(column, null));
              planned.put("status", "SCHEDULED");
              planned.put("scheduled_start", start);
              planned.put("booked_at", at);
              Map<String, Object> done =
                  Map.of(
                      "status",
                      "COMPLETED",
                      "started_at",
                      start,
                      "ended_at",
                      start.plus(Duration.ofMinutes(20)));
              visit.again(sink, at, "appointment_id", planned).change(at.plus(LATER), done);
            });
  }

  /** The last row that was there an hour ago, has not been touched since, and is as wanted. */
  private static Optional<TrackedRow> newest(
      List<TrackedRow> rows, String table, Instant at, Predicate<TrackedRow> wanted) {
    return rows.stream()
        .filter(row -> row.isOf(table) && row.isQuietSince(at.minus(HOUR)))
        .filter(wanted)
        .reduce((earlier, later) -> later);
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }
}
