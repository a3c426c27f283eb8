package io.healthfinance.lakehouse.cli.demo;

import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.SparkSessions;
import java.sql.Timestamp;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** One synthetic patient's 360 as a clinician would read it. */
final class PatientSheet {

  private static final int LONGEST = 4;
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final String PATIENT =
      """
      SELECT * FROM %s.gold.patient_360
      WHERE recent_vitals IS NOT NULL
      ORDER BY size(active_conditions) + size(current_medications)
          + if(recent_labs IS NULL, 0, 3) + if(risk_scores IS NULL, 0, 3) DESC, patient_id
      LIMIT 1
      """;

  private final LakeConfig config;
  private final Terminal terminal;

  PatientSheet(LakeConfig config, Terminal terminal) {
    this.config = config;
    this.terminal = terminal;
  }

  void print() {
    SparkSession spark = SparkSessions.open(config, "lake demo");
    if (!spark.catalog().tableExists(LakeCatalog.NAME + ".gold.patient_360")) {
      return;
    }
    List<Row> rows = spark.sql(PATIENT.formatted(LakeCatalog.NAME)).collectAsList();
    if (rows.isEmpty()) {
      return;
    }
    Row patient = rows.get(0);
    terminal.heading("One patient's 360 (synthetic)");
    terminal.line(
        "  %s %s, %s, %s, %s",
        text(patient, "first_name"),
        text(patient, "last_name"),
        text(patient, "age"),
        text(patient, "gender").toLowerCase(Locale.ROOT),
        place(patient));
    field(
        "conditions",
        list(
            patient,
            "active_conditions",
            c -> text(c, "condition") + " (" + text(c, "icd10_code") + ")"));
    field("medications", list(patient, "current_medications", PatientSheet::medication));
    field("allergies", allergies(patient));
    field("vitals", vitals(struct(patient, "recent_vitals")));
    field("labs", labs(struct(patient, "recent_labs")));
    field(
        "pathways",
        list(
            patient,
            "active_pathways",
            p -> text(p, "pathway_name") + ", stage " + text(p, "current_stage")));
    field("risks", risks(struct(patient, "risk_scores")));
    field("last visit", text(patient, "last_appointment"));
    field("next visit", text(patient, "next_appointment"));
    field("provider", text(patient, "primary_care_provider"));
    field("insurance", text(patient, "insurance_payer") + ", " + text(patient, "coverage_status"));
    field("12 months", utilization(struct(patient, "utilization_last_12m")));
  }

  private void field(String name, String value) {
    if (!value.isBlank() && !value.equals(", ")) {
      String first = String.format(Locale.ROOT, "  %-12s ", name);
      terminal.wrapped(first, " ".repeat(first.length()), value);
    }
  }

  private static String place(Row patient) {
    Row address = struct(patient, "address");
    return address == null ? "" : text(address, "city") + " " + text(address, "state");
  }

  private static String medication(Row drug) {
    String name = text(drug, "medication");
    String dosage = text(drug, "dosage");
    String adherence = text(drug, "adherence_rate");
    return name
        + (dosage.isEmpty() || name.contains(dosage) ? "" : " " + dosage)
        + (adherence.isEmpty() ? "" : " (adherence " + adherence + ")");
  }

  private static String allergies(Row patient) {
    return patient.<String>getList(patient.fieldIndex("allergies")).stream()
        .collect(Collectors.joining(", "));
  }

  private static String vitals(Row vitals) {
    return joined(
        measured("blood pressure ", pair(vitals), " mmHg"),
        measured("pulse ", text(vitals, "heart_rate_avg"), "/min"),
        measured("BMI ", text(vitals, "bmi"), ""));
  }

  private static String pair(Row vitals) {
    String systolic = text(vitals, "bp_systolic_avg");
    return systolic.isEmpty() ? "" : systolic + "/" + text(vitals, "bp_diastolic_avg");
  }

  private static String labs(Row labs) {
    return joined(
        measured("HbA1c ", text(labs, "hba1c"), " %"),
        measured("LDL ", text(labs, "ldl_cholesterol"), " mg/dL"),
        measured("eGFR ", text(labs, "egfr"), ""));
  }

  private static String risks(Row risks) {
    return joined(
        measured("overall ", text(risks, "overall_health_risk"), ""),
        measured("readmission in 30 days ", text(risks, "readmission_30day"), ""),
        measured("emergency visit in 90 days ", text(risks, "emergency_visit_90day"), ""));
  }

  private static String utilization(Row use) {
    return joined(
        measured("", text(use, "office_visits"), " office visits"),
        measured("", text(use, "emergency_visits"), " emergency visits"),
        measured("", text(use, "hospitalizations"), " hospital stays"),
        measured("", text(use, "total_cost"), " USD"));
  }

  private static String measured(String before, String value, String after) {
    return value.isEmpty() ? "" : before + value + after;
  }

  private static String joined(String... parts) {
    StringJoiner joiner = new StringJoiner(", ");
    for (String part : parts) {
      if (!part.isEmpty()) {
        joiner.add(part);
      }
    }
    return joiner.toString();
  }

  private static String list(Row patient, String column, Function<Row, String> of) {
    List<Row> elements = patient.getList(patient.fieldIndex(column));
    List<String> shown = new ArrayList<>(elements.stream().limit(LONGEST).map(of).toList());
    if (elements.size() > LONGEST) {
      shown.add("and " + (elements.size() - LONGEST) + " more");
    }
    return String.join(", ", shown);
  }

  private static Row struct(Row row, String column) {
    return row.getStruct(row.fieldIndex(column));
  }

  /** The value as text, empty when it or its row is NULL. */
  private static String text(Row row, String column) {
    Object value = row == null ? null : row.get(row.fieldIndex(column));
    return value instanceof Timestamp time
        ? MINUTE.format(time.toLocalDateTime())
        : Objects.toString(value, "");
  }
}
