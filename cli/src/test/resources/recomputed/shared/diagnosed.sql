-- From when to when a patient has a condition of a value set, code by code; the last day is the first without it.
SELECT c.patient_id, v.value_set, c.icd10_code, c.diagnosis_id, coalesce(c.first_day, c.recorded_day) AS from_day,
       CASE WHEN c.resolved_date IS NOT NULL THEN c.resolved_date WHEN c.clinical_status NOT IN ('ACTIVE', 'RECURRENCE') THEN c.recorded_day END AS to_day,
       c._source_ts
FROM recomputed.conditions c JOIN silver.ref_value_sets v ON v.code = c.icd10_code
