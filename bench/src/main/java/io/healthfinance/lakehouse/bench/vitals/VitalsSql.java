package io.healthfinance.lakehouse.bench.vitals;

/** What peers write by hand for the table {@code vitals}. */
public final class VitalsSql {

  /** Values of a published row for a comparison in DuckDB, whatever engine wrote them. */
  public static final String COMPARED =
      "vital_id, patient_id, appointment_id, admission_id, device_id, recorded_by, vital_type,"
          + " value::DECIMAL(10, 2), unit, bp_systolic, bp_diastolic, body_position, source,"
          + " epoch_us(measured_at), epoch_us(created_at), epoch_us(updated_at)";

  /** Columns of the published table. */
  public static final String COLUMNS =
      "vital_id, patient_id, appointment_id, admission_id, device_id, recorded_by, vital_type,"
          + " value, unit, bp_systolic, bp_diastolic, body_position, source, measured_at,"
          + " created_at, updated_at";

  /** The published table of a Spark peer; the last column guards a MERGE against late events. */
  public static final String DDL =
      "(vital_id STRING, patient_id STRING, appointment_id STRING, admission_id STRING, device_id"
          + " STRING, recorded_by STRING, vital_type STRING, value DECIMAL(10, 2), unit STRING,"
          + " bp_systolic INT, bp_diastolic INT, body_position STRING, source STRING, measured_at"
          + " TIMESTAMP, created_at TIMESTAMP, updated_at TIMESTAMP, lsn BIGINT) USING iceberg";

  private static final String DECODED =
      "SELECT op, source.lsn AS lsn, %s(source.ts_ms) AS committed, coalesce(after.vital_id,"
          + " before.vital_id) AS vital_id, after.patient_id AS patient_id, after.appointment_id AS"
          + " appointment_id, after.admission_id AS admission_id, after.device_id AS device_id,"
          + " after.recorded_by AS recorded_by, after.vital_type AS vital_type, after.value AS"
          + " value, after.unit AS unit, after.bp_systolic AS bp_systolic, after.bp_diastolic AS"
          + " bp_diastolic, after.body_position AS body_position, after.source AS source,"
          + " %2$s(after.measured_at) AS measured_at, %2$s(after.created_at) AS created_at,"
          + " %2$s(after.updated_at) AS updated_at FROM %3$s";

  /** The contract's rules, for a row that is not deleted. */
  private static final String VALID =
      """
      vital_id IS NOT NULL AND lsn IS NOT NULL AND (op = 'd' OR (
        patient_id IS NOT NULL AND vital_type IS NOT NULL AND source IS NOT NULL
        AND created_at IS NOT NULL AND updated_at IS NOT NULL
        AND vital_type IN ('BP', 'HR', 'TEMP', 'WEIGHT', 'HEIGHT', 'SPO2', 'RESP', 'GLUCOSE')
        AND source IN ('CLINIC', 'HOSPITAL', 'HOME', 'WEARABLE')
        AND coalesce(unit IN ('mmHg', 'bpm', 'degC', 'degF', 'kg', 'lb', 'cm', 'in', '%',
          'breaths/min', 'mg/dL', 'mmol/L'), true)
        AND coalesce(body_position IN ('SITTING', 'STANDING', 'SUPINE', 'UNKNOWN'), true)
        AND coalesce(measured_at <= committed + INTERVAL 10 MINUTES, true)
        AND updated_at >= created_at
        AND CASE vital_type
          WHEN 'BP' THEN bp_systolic BETWEEN 70 AND 250 AND bp_diastolic BETWEEN 40 AND 150
            AND bp_diastolic < bp_systolic
          WHEN 'HR' THEN value BETWEEN 20 AND 260
          WHEN 'TEMP' THEN value IS NOT NULL AND coalesce(
            unit = 'degC' AND value BETWEEN 30 AND 45
            OR unit = 'degF' AND value BETWEEN 86 AND 113, true)
          WHEN 'WEIGHT' THEN value IS NOT NULL AND coalesce(
            unit = 'kg' AND value BETWEEN 0.3 AND 400
            OR unit = 'lb' AND value BETWEEN 0.7 AND 880, true)
          WHEN 'HEIGHT' THEN value IS NOT NULL AND coalesce(
            unit = 'cm' AND value BETWEEN 20 AND 260
            OR unit = 'in' AND value BETWEEN 8 AND 103, true)
          WHEN 'SPO2' THEN value BETWEEN 50 AND 100
          WHEN 'RESP' THEN value BETWEEN 4 AND 80
          WHEN 'GLUCOSE' THEN value IS NOT NULL AND coalesce(
            unit = 'mg/dL' AND value BETWEEN 10 AND 1200
            OR unit = 'mmol/L' AND value BETWEEN 0.5 AND 67, true)
        END IS TRUE))
      """;

  private static final String MERGE =
      """
      MERGE INTO %s t USING (%s) s ON t.vital_id = s.vital_id
      WHEN MATCHED AND s.op = 'd' AND s.lsn > t.lsn THEN DELETE
      WHEN MATCHED AND s.lsn > t.lsn THEN UPDATE SET *
      WHEN NOT MATCHED AND s.op <> 'd' THEN INSERT *
      """;

  private VitalsSql() {}

  /**
   * The newest valid event of each key in Spark SQL, deletes among them.
   *
   * @param envelopes a relation
   */
  public static String sparkLatest(String envelopes) {
    String decoded = DECODED.formatted("timestamp_millis", "timestamp_micros", envelopes);
    return ("SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY vital_id ORDER BY lsn DESC)"
            + " AS newest FROM (%s) WHERE %s) WHERE newest = 1")
        .formatted(decoded, VALID);
  }

  /** A plain MERGE of the newest event of each key. */
  public static String sparkMerge(String table, String envelopes) {
    return MERGE.formatted(table, sparkLatest(envelopes));
  }

  /** The newest valid event of each key in DuckDB, deletes among them. */
  public static String duckLatest(String envelopes) {
    String decoded = DECODED.formatted("epoch_ms", "make_timestamp", envelopes);
    return "SELECT * FROM (%s) WHERE %s QUALIFY row_number() OVER (PARTITION BY vital_id ORDER BY lsn DESC) = 1"
        .formatted(decoded, VALID);
  }
}
