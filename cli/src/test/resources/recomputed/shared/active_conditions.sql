-- What the newest statement known to hold today calls active. A diagnosis of a later day is not known yet.
SELECT patient_id, icd10_code, unnest(s), first_day, newest_commit
FROM (
  SELECT patient_id, icd10_code,
         arg_max(struct_pack(condition_name, severity, clinical_status, resolved_date, diagnosis_id),
                 (recorded_at, updated_at, diagnosis_id)) AS s,
         min(diagnosed_date) AS first_day, max(_source_ts) AS newest_commit
  FROM silver.diagnoses
  WHERE recorded_at <= as_of() AND coalesce(diagnosed_date <= as_of_day(), true)
    AND verification_status NOT IN ('DIFFERENTIAL', 'REFUTED', 'ENTERED_IN_ERROR')
  GROUP BY ALL
)
WHERE s.clinical_status IN ('ACTIVE', 'RECURRENCE') AND coalesce(s.resolved_date > as_of_day(), true)
