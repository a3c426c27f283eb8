SELECT diagnosis_id, patient_id, admission_id, icd10_code, condition_name, diagnosis_type, clinical_status,
       verification_status, severity, DATE '1970-01-01' + diagnosed_date AS diagnosed_date,
       DATE '1970-01-01' + resolved_date AS resolved_date, make_timestamp(recorded_at) AS recorded_at
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.diagnosis_id, before.diagnosis_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn, source.ts_ms // 86400000 AS sent_day FROM landing.diagnoses)
  WHERE op = 'd' OR (
    a.diagnosis_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.icd10_code IS NOT NULL AND a.condition_name IS NOT NULL
    AND a.diagnosis_type IS NOT NULL AND a.clinical_status IS NOT NULL AND a.verification_status IS NOT NULL
    AND a.recorded_at IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND regexp_full_match(a.icd10_code, '[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?')
    AND length(a.condition_name) BETWEEN 2 AND 255
    AND a.diagnosis_type IN ('PRINCIPAL', 'SECONDARY', 'ADMITTING', 'ENCOUNTER', 'PROBLEM_LIST')
    AND a.clinical_status IN ('ACTIVE', 'RECURRENCE', 'REMISSION', 'INACTIVE', 'RESOLVED')
    AND a.verification_status IN ('CONFIRMED', 'PROVISIONAL', 'DIFFERENTIAL', 'REFUTED', 'ENTERED_IN_ERROR')
    AND (a.severity IN ('MILD', 'MODERATE', 'SEVERE')) IS NOT FALSE
    AND (a.present_on_admission IN ('Y', 'N', 'U', 'W')) IS NOT FALSE
    AND (length(a.notes) BETWEEN 1 AND 4000) IS NOT FALSE
    AND (a.onset_date <= a.diagnosed_date) IS NOT FALSE
    AND (a.resolved_date >= a.diagnosed_date) IS NOT FALSE
    AND (a.diagnosis_type NOT IN ('PRINCIPAL', 'ADMITTING') OR a.admission_id IS NOT NULL)
    AND (a.diagnosed_date <= sent_day + 1) IS NOT FALSE
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
