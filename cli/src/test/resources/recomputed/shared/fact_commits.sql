-- The newest commit behind where a patient stands in a measure; a fact without a measure reaches into all of them.
WITH fact AS (
  SELECT user_id AS patient_id, NULL AS measure, _source_ts FROM silver.users WHERE role = 'PATIENT'
  UNION ALL
  SELECT patient_id, MAP {'diabetes': 'DIABETES_HBA1C', 'essential_hypertension': 'HYPERTENSION_BP', 'asthma': 'ASTHMA_ACT',
                          'major_depression': 'DEPRESSION_PHQ9'}[value_set], _source_ts
  FROM recomputed.diagnosed
  WHERE value_set IN ('diabetes', 'essential_hypertension', 'asthma', 'major_depression', 'palliative_care', 'advanced_illness', 'frailty')
  UNION ALL
  SELECT patient_id, 'DIABETES_HBA1C', _source_ts FROM recomputed.results WHERE value_set = 'hba1c_lab_test'
  UNION ALL
  SELECT patient_id, 'HYPERTENSION_BP', _source_ts FROM silver.vitals WHERE vital_type = 'BP' AND source <> 'HOSPITAL' AND measured_at <= as_of()
  UNION ALL
  SELECT patient_id, if(instrument = 'ACT', 'ASTHMA_ACT', 'DEPRESSION_PHQ9'), _source_ts FROM silver.clinical_assessments
  WHERE instrument IN ('ACT', 'PHQ9') AND is_complete AND total_score IS NOT NULL AND assessed_at <= as_of()
  UNION ALL
  SELECT s.patient_id, c.measure, s._source_ts FROM silver.screenings s JOIN recomputed.screened c USING (screening_id)
  UNION ALL
  SELECT e.patient_id, NULL, e._source_ts
  FROM silver.program_enrollments e JOIN silver.ref_value_sets v ON v.code = e.program_type
  WHERE v.value_set IN ('hospice_program', 'palliative_program', 'frailty_program')
    AND e.status NOT IN ('PENDING', 'DECLINED') AND e.start_date <= as_of_day()
)
SELECT m.patient_id, m.measure, max(f._source_ts) AS newest
FROM (SELECT DISTINCT patient_id, measure FROM recomputed.standing) m
JOIN fact f ON f.patient_id = m.patient_id AND coalesce(f.measure = m.measure, true)
GROUP BY ALL
