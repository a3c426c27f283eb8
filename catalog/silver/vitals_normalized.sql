-- One row per measured component: a blood pressure gives two, every other vital one.
WITH components AS (
  SELECT vital_id, patient_id, appointment_id, admission_id, measured_at, vital_type, source, unit,
         _source_ts,
         explode(CASE WHEN vital_type = 'BP'
           THEN array(named_struct('component', 'SYSTOLIC', 'amount', try_cast(bp_systolic AS decimal(10,2))),
                      named_struct('component', 'DIASTOLIC', 'amount', try_cast(bp_diastolic AS decimal(10,2))))
           ELSE array(named_struct('component', 'VALUE', 'amount', value)) END) AS measured
  FROM ${vitals}
),
-- Types with one possible unit need no conversion; for the others a missing unit is not guessed.
converted AS (
  SELECT *,
         CASE
           WHEN vital_type IN ('BP', 'HR', 'SPO2', 'RESP') THEN measured.amount
           WHEN vital_type = 'TEMP' AND unit = 'degC' THEN measured.amount
           WHEN vital_type = 'TEMP' AND unit = 'degF' THEN (measured.amount - 32) * 5 / 9
           WHEN vital_type = 'WEIGHT' AND unit = 'kg' THEN measured.amount
           WHEN vital_type = 'WEIGHT' AND unit = 'lb' THEN measured.amount * 0.45359237
           WHEN vital_type = 'HEIGHT' AND unit = 'cm' THEN measured.amount
           WHEN vital_type = 'HEIGHT' AND unit = 'in' THEN measured.amount * 2.54
           WHEN vital_type = 'GLUCOSE' AND unit = 'mg/dL' THEN measured.amount
           WHEN vital_type = 'GLUCOSE' AND unit = 'mmol/L' THEN measured.amount * 18.0156
         END AS normal_value,
         CASE vital_type
           WHEN 'BP' THEN 'mmHg' WHEN 'HR' THEN 'bpm' WHEN 'TEMP' THEN 'degC' WHEN 'WEIGHT' THEN 'kg'
           WHEN 'HEIGHT' THEN 'cm' WHEN 'SPO2' THEN '%' WHEN 'RESP' THEN 'breaths/min'
           WHEN 'GLUCOSE' THEN 'mg/dL'
         END AS normal_unit
  FROM components
)
SELECT
  vital_id,
  patient_id,
  measured_at AS measurement_timestamp,
  vital_type,
  try_cast(round(normal_value, 2) AS decimal(10,2)) AS value,
  CASE WHEN normal_value IS NOT NULL THEN normal_unit END AS unit,
  source,
  measured.component AS component,
  measured.amount AS original_value,
  unit AS original_unit,
  appointment_id,
  admission_id,
  _source_ts AS record_last_updated
FROM converted
