-- The newest statement about a code decides whether the patient has the condition today.
WITH stated AS (
  SELECT *,
         min(diagnosed_date) OVER (PARTITION BY patient_id, icd10_code) AS first_diagnosed_date,
         max(_source_ts) OVER (PARTITION BY patient_id, icd10_code) AS newest_source_ts,
         row_number() OVER (PARTITION BY patient_id, icd10_code
                            ORDER BY recorded_at DESC, updated_at DESC, diagnosis_id DESC) AS newness
  FROM ${diagnoses}
  WHERE verification_status IN ('CONFIRMED', 'PROVISIONAL')
    AND recorded_at <= :as_of
    AND (diagnosed_date IS NULL OR diagnosed_date <= :as_of_date)
)
SELECT
  patient_id,
  icd10_code,
  condition_name AS condition,
  first_diagnosed_date AS diagnosed_date,
  severity,
  clinical_status,
  diagnosis_id,
  newest_source_ts AS record_last_updated
FROM stated
WHERE newness = 1
  AND clinical_status IN ('ACTIVE', 'RECURRENCE')
  AND (resolved_date IS NULL OR resolved_date > :as_of_date)
