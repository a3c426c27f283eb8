package io.healthfinance.lakehouse.cli.proof;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * A row of ml_readmission_training.
 *
 * @param features every feature column by name
 */
record TrainingRow(
    String stay, String patient, Map<String, Object> features, boolean readmitted, Row row) {

  private static final List<String> FEATURES =
      List.of(
          "age",
          "gender",
          "primary_diagnosis",
          "comorbidity_count",
          "length_of_stay_days",
          "prior_admissions_1y",
          "prior_admissions_6m",
          "admission_type",
          "discharge_destination",
          "lab_values",
          "medication_count",
          "social_factors",
          "feature_timestamp");

  static TrainingRow of(Row row) {
    Map<String, Object> features = new LinkedHashMap<>();
    FEATURES.forEach(name -> features.put(name, row.getAs(name)));
    return new TrainingRow(
        row.getAs("admission_id"),
        row.getAs("patient_id"),
        features,
        row.getAs("readmitted_30d"),
        row);
  }

  /** The features as numbers; what is missing is 0, and that it is missing is a number too. */
  double[] numbers() {
    Row labs = row.getAs("lab_values");
    Row social = row.getAs("social_factors");
    String type = row.getAs("admission_type");
    String left = row.getAs("discharge_destination");
    return new double[] {
      number("age"),
      flag("FEMALE".equals(row.getAs("gender"))),
      number("comorbidity_count"),
      number("length_of_stay_days"),
      number("prior_admissions_1y"),
      number("prior_admissions_6m"),
      number("medication_count"),
      flag("ELECTIVE".equals(type)),
      flag("EMERGENCY".equals(type)),
      flag("HOME".equals(left)),
      flag("SNF".equals(left)),
      valueOf(labs.getAs("bnp")),
      flag(labs.getAs("bnp") == null),
      valueOf(labs.getAs("creatinine")),
      valueOf(labs.getAs("sodium")),
      flag(labs.getAs("sodium") == null),
      valueOf(labs.getAs("hemoglobin")),
      flag(Boolean.TRUE.equals(social.getAs("lives_alone"))),
      flag(Boolean.FALSE.equals(social.getAs("transportation_access")))
    };
  }

  private double number(String column) {
    return valueOf(row.getAs(column));
  }

  private static double valueOf(Object value) {
    return value == null ? 0 : ((Number) value).doubleValue();
  }

  private static double flag(boolean value) {
    return value ? 1 : 0;
  }
}
