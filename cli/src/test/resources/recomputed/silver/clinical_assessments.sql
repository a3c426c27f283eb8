SELECT assessment_id, patient_id, provider_id, appointment_id, instrument, loinc_code, total_score, item_scores,
       severity_band, mode, is_complete, make_timestamp(assessed_at) AS assessed_at,
       make_timestamp(reviewed_at) AS reviewed_at
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.assessment_id, before.assessment_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.clinical_assessments)
  WHERE op = 'd' OR (
    a.assessment_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.instrument IS NOT NULL AND a.mode IS NOT NULL
    AND a.is_complete IS NOT NULL AND a.assessed_at IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.instrument IN ('PHQ9', 'PHQ2', 'GAD7', 'ACT', 'AUDIT_C', 'MORSE_FALL', 'MMSE', 'CFS')
    AND (a.loinc_code IS NULL OR regexp_full_match(a.loinc_code, '\d{1,5}-\d'))
    AND (a.total_score BETWEEN 0 AND 130) IS NOT FALSE
    AND (length(a.severity_band) BETWEEN 2 AND 40) IS NOT FALSE
    AND a.mode IN ('CLINICIAN', 'SELF_PORTAL', 'SELF_TABLET', 'TELEPHONE')
    AND (length(a.remarks) BETWEEN 1 AND 2000) IS NOT FALSE
    AND (CASE a.instrument
           WHEN 'PHQ9' THEN a.total_score BETWEEN 0 AND 27
           WHEN 'ACT' THEN a.total_score BETWEEN 5 AND 25
           WHEN 'GAD7' THEN a.total_score BETWEEN 0 AND 21
           WHEN 'CFS' THEN a.total_score BETWEEN 1 AND 9
         END) IS NOT FALSE
    AND (a.reviewed_at >= a.assessed_at) IS NOT FALSE
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
