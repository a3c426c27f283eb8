package io.healthfinance.lakehouse.cli.proof;

import io.healthfinance.lakehouse.datagen.ChangeSink;
import io.healthfinance.lakehouse.datagen.World;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The synthetic world, in which at one late moment everybody who was in hospital gets facts of
 * which nobody knew at the discharge: some happened since, some are said to have happened before,
 * some correct or take back what was known. Every source of a feature is changed in these ways.
 */
final class HindsightWorld implements World {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WINDOW = DAY.multipliedBy(40);
  private static final Set<String> TESTS = Set.of("30934-4", "2160-0", "2951-2", "718-7");

  /** These decide whether a stay is an index at all. */
  private static final Set<String> KEPT =
      Set.of("TRANSFER_ACUTE", "EXPIRED", "AGAINST_MEDICAL_ADVICE");

  private final World world;
  private final Instant at;

  /**
   * @param at commit time of everything that is added
   */
  HindsightWorld(World world, Instant at) {
    this.world = world;
    this.at = at;
  }

  @Override
  public void shared(ChangeSink sink) {
    world.shared(sink);
  }

  @Override
  public void patient(int index, ChangeSink sink) {
    List<TrackedRow> rows = new ArrayList<>();
    world.patient(index, TrackedRow.into(sink, rows));
    List<TrackedRow> stays =
        rowsOf("admissions", rows).stream()
            .filter(stay -> "INPATIENT".equals(stay.get("encounter_class")))
            .filter(stay -> "DISCHARGED".equals(stay.get("status")))
            .filter(stay -> stay.instant("discharged_at").isBefore(at.minus(WINDOW)))
            .toList();
    if (!stays.isEmpty()) {
      Instant known = stays.get(0).instant("admitted_at");
      changeStays(stays, rowsOf("admissions", rows), sink);
      changeDiagnoses(stays, rowsOf("diagnoses", rows), known, sink);
      changePrescriptions(rowsOf("prescriptions", rows), known, sink);
      changeResults(rowsOf("lab_results", rows), sink);
      changeNeeds(rowsOf("social_determinants", rows), known, sink);
      rowsOf("users", rows)
          .forEach(
              user -> {
                LocalDate born = (LocalDate) user.get("date_of_birth");
                user.change(
                    at, Map.of("date_of_birth", born.minusYears(10), "gender", "NON_BINARY"));
              });
    }
  }

  /** The stay is reported differently; one before it and one after it are entered. */
  private void changeStays(List<TrackedRow> stays, List<TrackedRow> all, ChangeSink sink) {
    for (TrackedRow stay : stays) {
      Instant left = stay.instant("discharged_at");
      for (Instant admitted :
          List.of(
              stay.instant("admitted_at").minus(DAY.multipliedBy(90)),
              left.plus(DAY.multipliedBy(9)))) {
        boolean nowhereNear =
            all.stream()
                .map(other -> Duration.between(other.instant("admitted_at"), admitted).abs())
                .allMatch(distance -> distance.compareTo(DAY.multipliedBy(8)) > 0);
        if (nowhereNear) {
          Map<String, Object> other = new HashMap<>();
          other.put("encounter_number", "E" + stay.digits("encounter_number", admitted));
          other.put("admitted_at", admitted);
          other.put("discharged_at", admitted.plus(DAY));
          other.put("is_planned", false);
          other.put("preceding_admission_id", null);
          other.put("admitted_from", "HOME");
          stay.again(sink, at, "admission_id", other);
        }
      }
    }
    for (TrackedRow stay : stays) {
      Object disposition = stay.get("discharge_disposition");
      stay.change(
          at,
          Map.of(
              "admission_type",
              "TRAUMA",
              "discharged_at",
              stay.instant("discharged_at").plus(Duration.ofMinutes(20)),
              "discharge_disposition",
              KEPT.contains(disposition) ? disposition : "LONG_TERM_CARE"));
    }
  }

  /** A cancer is said to have been known, and what was known is refuted, deleted or long over. */
  private void changeDiagnoses(
      List<TrackedRow> stays, List<TrackedRow> diagnoses, Instant known, ChangeSink sink) {
    Map<String, Object> cancer = new HashMap<>();
    cancer.put("icd10_code", "C78.00");
    cancer.put("recorded_at", known);
    cancer.put("clinical_status", "ACTIVE");
    cancer.put("verification_status", "CONFIRMED");
    cancer.put("resolved_date", null);
    for (int i = 0; i < diagnoses.size(); i++) {
      TrackedRow diagnosis = diagnoses.get(i);
      if (i == 0) {
        diagnosis.again(sink, at, "diagnosis_id", cancer);
        for (TrackedRow stay : stays) {
          Map<String, Object> principal = new HashMap<>(cancer);
          principal.put("diagnosis_type", "PRINCIPAL");
          principal.put("admission_id", stay.get("admission_id"));
          principal.put("recorded_at", stay.instant("admitted_at"));
          diagnosis.again(sink, at, "diagnosis_id", principal);
        }
      }
      if (i % 3 == 0) {
        diagnosis.change(at, Map.of("verification_status", "REFUTED"));
      } else if (i % 3 == 1) {
        diagnosis.delete(at);
      } else if (diagnosis.get("diagnosed_date") != null) {
        Object day = diagnosis.get("diagnosed_date");
        diagnosis.change(at, Map.of("clinical_status", "RESOLVED", "resolved_date", day));
      }
    }
  }

  /** A drug is said to have been taken, and what was taken was cancelled or never ordered. */
  private void changePrescriptions(List<TrackedRow> drugs, Instant known, ChangeSink sink) {
    Map<String, Object> another = new HashMap<>();
    another.put("rxnorm_code", "9999999");
    another.put("status", "ACTIVE");
    another.put("prescribed_at", known);
    another.put("start_date", LocalDate.ofInstant(known, ZoneOffset.UTC));
    another.put("end_date", null);
    another.put("discontinued_at", null);
    another.put("discontinue_reason", null);
    for (int i = 0; i < drugs.size(); i++) {
      if (i == 0) {
        another.put(
            "prescription_number", "RX" + drugs.get(0).digits("prescription_id", at).substring(1));
        drugs.get(0).again(sink, at, "prescription_id", another);
      }
      if (i % 2 == 0) {
        drugs.get(i).change(at, Map.of("status", "CANCELLED"));
      } else {
        drugs.get(i).delete(at);
      }
    }
  }

  /** Results are corrected, deleted, or followed by one that was taken a minute later. */
  private void changeResults(List<TrackedRow> results, ChangeSink sink) {
    int turn = 0;
    for (TrackedRow result : results) {
      if (TESTS.contains((String) result.get("loinc_code"))
          && result.get("value_numeric") != null) {
        BigDecimal value = (BigDecimal) result.get("value_numeric");
        Map<String, Object> other =
            Map.of(
                "value_numeric", value.add(new BigDecimal("1.0000")), "result_status", "CORRECTED");
        switch (turn++ % 3) {
          case 0 -> result.change(at, other);
          case 1 -> result.delete(at);
          default -> {
            Map<String, Object> later = new HashMap<>(other);
            later.put("collected_at", result.instant("collected_at").plus(Duration.ofMinutes(1)));
            later.put("resulted_at", result.instant("resulted_at").plus(Duration.ofMinutes(1)));
            result.again(sink, at, "result_id", later);
          }
        }
      }
    }
  }

  /** The opposite is said to have been stated, and every second statement is taken back. */
  private void changeNeeds(List<TrackedRow> needs, Instant known, ChangeSink sink) {
    for (int i = 0; i < needs.size(); i++) {
      TrackedRow need = needs.get(i);
      Map<String, Object> opposite = new HashMap<>();
      opposite.put("lives_alone", !Boolean.TRUE.equals(need.get("lives_alone")));
      opposite.put(
          "transportation_access", !Boolean.TRUE.equals(need.get("transportation_access")));
      opposite.put("status", "COMPLETED");
      if (i % 2 == 0) {
        Map<String, Object> stated = new HashMap<>(opposite);
        stated.put("assessed_at", known);
        need.again(sink, at, "determinant_id", stated);
        need.change(at, opposite);
      } else {
        need.delete(at);
      }
    }
  }

  /** Rows of a table that are there and were not touched at the late moment. */
  private List<TrackedRow> rowsOf(String table, List<TrackedRow> rows) {
    return rows.stream().filter(row -> row.isOf(table) && row.isQuietSince(at)).toList();
  }
}
