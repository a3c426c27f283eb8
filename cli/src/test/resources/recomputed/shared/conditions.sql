-- The newest statement about every code of every patient, and the day of the code's first diagnosis.
SELECT patient_id, icd10_code, unnest(s), first_day, newest_commit
FROM (
  SELECT patient_id, icd10_code,
         arg_max(struct_pack(condition_name, severity, clinical_status, resolved_date, diagnosis_id, recorded_day := local_day(recorded_at), _source_ts),
                 (recorded_at, updated_at, diagnosis_id)) AS s,
         min(diagnosed_date) AS first_day, max(_source_ts) AS newest_commit
  FROM silver.diagnoses
  WHERE recorded_at <= as_of() AND verification_status NOT IN ('DIFFERENTIAL', 'REFUTED', 'ENTERED_IN_ERROR')
  GROUP BY ALL
)
