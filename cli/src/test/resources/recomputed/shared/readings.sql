-- What speaks in a measure: one row per patient, measure, variant and day; the newest of the day, of pressures under
-- the standard the lowest of each kind.
WITH reading AS (
  SELECT patient_id, 'DIABETES_HBA1C' AS measure, coalesce(collected_at, resulted_at) AS taken, resulted_at AS later, result_id AS id,
         value_numeric::DOUBLE AS value, NULL::INT AS diastolic, 'lab_results' AS place
  FROM silver.lab_results
  WHERE result_status IN ('FINAL', 'CORRECTED') AND resulted_at <= as_of() AND value_numeric IS NOT NULL
    AND loinc_code IN (SELECT code FROM silver.ref_value_sets WHERE value_set = 'hba1c_lab_test')
  UNION ALL
  SELECT patient_id, 'HYPERTENSION_BP', measured_at, measured_at, vital_id, bp_systolic, bp_diastolic, 'vitals'
  FROM silver.vitals WHERE vital_type = 'BP' AND source <> 'HOSPITAL' AND measured_at <= as_of()
  UNION ALL
  SELECT patient_id, if(instrument = 'ACT', 'ASTHMA_ACT', 'DEPRESSION_PHQ9'), assessed_at, assessed_at, assessment_id, total_score, NULL,
         'clinical_assessments'
  FROM silver.clinical_assessments
  WHERE instrument IN ('ACT', 'PHQ9') AND is_complete AND total_score IS NOT NULL AND assessed_at <= as_of()
)
SELECT patient_id, measure, 'spec' AS variant, local_day(taken) AS day, arg_max(value, (taken, later, id)) AS value,
       arg_max(diastolic, (taken, later, id)) AS diastolic, arg_max(id, (taken, later, id)) AS id, any_value(place) AS place
FROM reading GROUP BY ALL
UNION ALL
SELECT patient_id, measure, 'standard', local_day(taken),
       if(measure = 'HYPERTENSION_BP', min(value), arg_max(value, (taken, later, id))),
       min(diastolic),
       if(measure = 'HYPERTENSION_BP', arg_min(id, (value, diastolic, taken, later, id)), arg_max(id, (taken, later, id))), any_value(place)
FROM reading GROUP BY patient_id, measure, local_day(taken)
