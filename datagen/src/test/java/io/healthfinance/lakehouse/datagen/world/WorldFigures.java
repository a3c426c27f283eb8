package io.healthfinance.lakehouse.datagen.world;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Figures of a told world, computed from its final rows as an analyst would roughly do it. */
final class WorldFigures {
  private final RecordingSink world;
  private final Instant from;
  private final Instant to;
  private final Set<Object> adults = new HashSet<>();
  private final Map<Object, Map<String, Object>> patients = new HashMap<>();

  WorldFigures(RecordingSink world, Instant from, Instant to) {
    this.world = world;
    this.from = from;
    this.to = to;
    LocalDate day = LocalDate.ofInstant(to, java.time.ZoneOffset.UTC);
    for (Map<String, Object> user : world.rows("users")) {
      if (user.get("role").equals("PATIENT")) {
        patients.put(user.get("user_id"), user);
        if (((LocalDate) user.get("date_of_birth")).isBefore(day.minusYears(18))) {
          adults.add(user.get("user_id"));
        }
      }
    }
  }

  Map<String, Double> all() {
    Map<String, Double> figures = new TreeMap<>();
    figures.put("no-show rate", noShow());
    figures.put(
        "cancelled share",
        share(
            "appointments",
            row -> recent(row, "scheduled_start"),
            row -> row.get("status").equals("CANCELLED")));
    figures.put(
        "video share",
        share(
            "appointments",
            row -> row.get("status").equals("COMPLETED"),
            row -> !row.get("modality").equals("IN_PERSON")));
    figures.put(
        "denial rate",
        share(
            "claim_adjudications",
            row -> row.get("sequence_number").equals(1),
            row -> row.get("outcome").equals("DENIED")));
    figures.put(
        "partial approval share",
        share(
            "claim_adjudications",
            row -> row.get("sequence_number").equals(1),
            row -> row.get("outcome").equals("PARTIALLY_APPROVED")));
    figures.put("diabetes prevalence, adults", prevalence("E11"));
    figures.put("hypertension prevalence, adults", prevalence("I10"));
    figures.put(
        "HbA1c below 7",
        newest(
            "lab_results",
            "loinc_code",
            "4548-4",
            "value_numeric",
            diagnosed("E11"),
            value -> value < 7));
    figures.put(
        "HbA1c above 9 or missing",
        1
            - newest(
                "lab_results",
                "loinc_code",
                "4548-4",
                "value_numeric",
                diagnosed("E11"),
                value -> value <= 9));
    figures.put(
        "pressure below 140 systolic",
        newest(
            "vitals", "vital_type", "BP", "bp_systolic", diagnosed("I10"), value -> value < 140));
    figures.put(
        "pressure below 130 systolic",
        newest(
            "vitals", "vital_type", "BP", "bp_systolic", diagnosed("I10"), value -> value < 130));
    figures.put(
        "ACT of 20 or more",
        newest(
            "clinical_assessments",
            "instrument",
            "ACT",
            "total_score",
            diagnosed("J45"),
            value -> value >= 20));
    figures.put(
        "PHQ-9 below 5",
        newest(
            "clinical_assessments",
            "instrument",
            "PHQ9",
            "total_score",
            diagnosed("F33"),
            value -> value < 5));
    figures.put(
        "colorectal screened, 50-75",
        screened(
            50,
            75,
            null,
            Set.of("FOBT", "FIT_DNA", "COLONOSCOPY", "FLEXIBLE_SIGMOIDOSCOPY", "CT_COLONOGRAPHY")));
    figures.put("mammogram, women 50-74", screened(50, 74, "FEMALE", Set.of("MAMMOGRAM")));
    figures.put("readmission in 30 days", readmission());
    figures.put("emergency visits per 100 and year", perYear("EMERGENCY"));
    figures.put("inpatient stays per 100 and year", perYear("INPATIENT"));
    figures.put(
        "died of patients",
        patients.values().stream().filter(row -> row.get("date_of_death") != null).count()
            / (double) patients.size());
    figures.put(
        "survey response share",
        share("patient_surveys", row -> true, row -> row.get("responded_at") != null));
    figures.put(
        "satisfaction mean",
        world.rows("patient_surveys").stream()
            .filter(row -> row.get("overall_rating") != null)
            .mapToInt(row -> (Integer) row.get("overall_rating"))
            .average()
            .orElse(0));
    figures.put("proportion of days covered", covered());
    figures.put(
        "high risk share",
        share(
            "risk_scores",
            row -> !row.get("risk_type").equals("MEDICATION_ADHERENCE"),
            row -> ((Number) row.get("probability")).doubleValue() >= 0.6));
    figures.put("collected share", collected());
    return figures;
  }

  private double share(
      String table, Predicate<Map<String, Object>> of, Predicate<Map<String, Object>> part) {
    List<Map<String, Object>> rows = world.rows(table).stream().filter(of).toList();
    return rows.stream().filter(part).count() / (double) Math.max(1, rows.size());
  }

  private boolean recent(Map<String, Object> row, String column) {
    Instant at = RecordingSink.instant(row.get(column));
    return at != null && !at.isBefore(from) && at.isBefore(to);
  }

  private double noShow() {
    return share(
        "appointments",
        row ->
            recent(row, "scheduled_start")
                && Set.of("NO_SHOW", "COMPLETED").contains(row.get("status")),
        row -> row.get("status").equals("NO_SHOW"));
  }

  private Set<Object> diagnosed(String code) {
    return world.rows("diagnoses").stream()
        .filter(
            row ->
                row.get("icd10_code").toString().startsWith(code)
                    && row.get("diagnosis_type").equals("PROBLEM_LIST"))
        .map(row -> row.get("patient_id"))
        .filter(adults::contains)
        .filter(id -> patients.get(id).get("date_of_death") == null)
        .collect(Collectors.toSet());
  }

  private double prevalence(String code) {
    return diagnosed(code).size() / (double) adults.size();
  }

  private double newest(
      String table,
      String column,
      String value,
      String measure,
      Set<Object> of,
      Predicate<Double> met) {
    String time =
        table.equals("lab_results")
            ? "collected_at"
            : table.equals("vitals") ? "measured_at" : "assessed_at";
    Map<Object, Map<String, Object>> newest = new HashMap<>();
    for (Map<String, Object> row : world.rows(table)) {
      Instant at = RecordingSink.instant(row.get(time));
      if (value.equals(row.get(column))
          && row.get(measure) != null
          && at.isAfter(to.minus(Duration.ofDays(365)))) {
        newest.merge(
            row.get("patient_id"),
            row,
            (a, b) ->
                RecordingSink.instant(a.get(time)).isAfter(RecordingSink.instant(b.get(time)))
                    ? a
                    : b);
      }
    }
    long good =
        of.stream()
            .filter(
                id ->
                    newest.containsKey(id)
                        && met.test(((Number) newest.get(id).get(measure)).doubleValue()))
            .count();
    return good / (double) Math.max(1, of.size());
  }

  private double screened(int low, int high, String sex, Set<String> types) {
    LocalDate day = LocalDate.ofInstant(to, java.time.ZoneOffset.UTC);
    Set<Object> due =
        patients.values().stream()
            .filter(row -> sex == null || sex.equals(row.get("sex")))
            .filter(row -> row.get("date_of_death") == null)
            .filter(
                row -> {
                  int age =
                      java.time.Period.between((LocalDate) row.get("date_of_birth"), day)
                          .getYears();
                  return age >= low && age <= high;
                })
            .map(row -> row.get("user_id"))
            .collect(Collectors.toSet());
    Map<String, Integer> days =
        Map.of(
            "FOBT",
            365,
            "FIT_DNA",
            1096,
            "COLONOSCOPY",
            3653,
            "FLEXIBLE_SIGMOIDOSCOPY",
            1826,
            "CT_COLONOGRAPHY",
            1826,
            "MAMMOGRAM",
            820);
    Set<Object> done =
        world.rows("screenings").stream()
            .filter(
                row ->
                    row.get("status").equals("COMPLETED")
                        && types.contains(row.get("screening_type")))
            .filter(
                row ->
                    ((LocalDate) row.get("performed_date"))
                        .isAfter(day.minusDays(days.get(row.get("screening_type")))))
            .map(row -> row.get("patient_id"))
            .collect(Collectors.toSet());
    return due.stream().filter(done::contains).count() / (double) Math.max(1, due.size());
  }

  private double readmission() {
    List<Map<String, Object>> stays =
        world.rows("admissions").stream()
            .filter(
                row ->
                    row.get("encounter_class").equals("INPATIENT")
                        && row.get("discharged_at") != null)
            .sorted(Comparator.comparing(row -> RecordingSink.instant(row.get("admitted_at"))))
            .toList();
    int index = 0;
    int back = 0;
    for (Map<String, Object> stay : stays) {
      Instant left = RecordingSink.instant(stay.get("discharged_at"));
      if (Set.of("EXPIRED", "TRANSFER_ACUTE", "AGAINST_MEDICAL_ADVICE")
              .contains(stay.get("discharge_disposition"))
          || left.isAfter(to.minus(Duration.ofDays(30)))) {
        continue;
      }
      index++;
      if (stays.stream()
          .anyMatch(
              next ->
                  next.get("patient_id").equals(stay.get("patient_id"))
                      && next.get("is_planned").equals(false)
                      && RecordingSink.instant(next.get("admitted_at")).isAfter(left)
                      && RecordingSink.instant(next.get("admitted_at"))
                          .isBefore(left.plus(Duration.ofDays(30))))) {
        back++;
      }
    }
    return back / (double) Math.max(1, index);
  }

  private double perYear(String encounterClass) {
    long count =
        world.rows("admissions").stream()
            .filter(
                row ->
                    row.get("encounter_class").equals(encounterClass) && recent(row, "admitted_at"))
            .count();
    return 100.0 * count / patients.size() / (Duration.between(from, to).toDays() / 365.0);
  }

  /** Days supplied over days since the first fill, per patient and drug with two fills and more. */
  private double covered() {
    Map<String, List<Map<String, Object>>> fills =
        world.rows("medication_dispenses").stream()
            .filter(row -> Set.of("FILLED", "PICKED_UP").contains(row.get("status")))
            .filter(row -> ((Integer) row.get("days_supply")) >= 30)
            .collect(
                Collectors.groupingBy(row -> row.get("patient_id") + "|" + row.get("rxnorm_code")));
    return fills.values().stream()
        .filter(list -> list.size() > 3)
        .mapToDouble(
            list -> {
              LocalDate first =
                  list.stream()
                      .map(r -> (LocalDate) r.get("fill_date"))
                      .min(Comparator.naturalOrder())
                      .get();
              LocalDate last =
                  list.stream()
                      .map(r -> (LocalDate) r.get("fill_date"))
                      .max(Comparator.naturalOrder())
                      .get();
              Map<String, Object> end =
                  list.stream()
                      .max(Comparator.comparing(r -> (LocalDate) r.get("fill_date")))
                      .get();
              int supply =
                  list.stream().mapToInt(r -> (Integer) r.get("days_supply")).sum()
                      - (Integer) end.get("days_supply");
              return Math.min(
                  1, supply / (double) Math.max(1, last.toEpochDay() - first.toEpochDay()));
            })
        .average()
        .orElse(0);
  }

  /** Payments over charges less contractual adjustments, of old invoices. */
  private double collected() {
    Instant old = to.minus(Duration.ofDays(120));
    Map<Object, Map<String, Object>> invoices =
        world.rows("billing_invoices").stream()
            .filter(
                row ->
                    !row.get("status").equals("VOID")
                        && ((LocalDate) row.get("service_date"))
                            .isBefore(LocalDate.ofInstant(old, java.time.ZoneOffset.UTC)))
            .collect(Collectors.toMap(row -> row.get("invoice_id"), row -> row));
    double charges =
        invoices.values().stream()
            .mapToDouble(row -> ((Number) row.get("total_charge_amount")).doubleValue())
            .sum();
    double paid = 0;
    for (Map<String, Object> row : world.rows("payments")) {
      if (invoices.containsKey(row.get("invoice_id")) && row.get("status").equals("POSTED")) {
        double amount = ((Number) row.get("amount")).doubleValue();
        switch ((String) row.get("transaction_type")) {
          case "PAYMENT" -> paid += amount;
          case "CONTRACTUAL_ADJUSTMENT" -> charges -= amount;
          default -> {
            // Refunds and write-offs change neither side of the collection rate.
          }
        }
      }
    }
    return paid / Math.max(1, charges);
  }
}
