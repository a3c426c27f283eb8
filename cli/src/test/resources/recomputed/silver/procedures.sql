SELECT procedure_id, patient_id, provider_id, facility_id, appointment_id, admission_id, code_system, procedure_code,
       procedure_name, body_site, laterality, make_timestamp(performed_at) AS performed_at, duration_minutes,
       anesthesia_type, outcome, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.procedure_id, before.procedure_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn, source.ts_ms * 1000 AS sent FROM landing.procedures)
  WHERE op = 'd' OR (
    a.procedure_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.code_system IS NOT NULL AND a.procedure_code IS NOT NULL
    AND a.procedure_name IS NOT NULL AND a.status IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.code_system IN ('CPT', 'HCPCS', 'ICD10PCS')
    AND regexp_full_match(a.procedure_code, '[0-9A-Z]{5,7}')
    AND length(a.procedure_code) = CASE a.code_system WHEN 'ICD10PCS' THEN 7 ELSE 5 END
    AND length(a.procedure_name) BETWEEN 3 AND 255
    AND (length(a.body_site) BETWEEN 2 AND 80) IS NOT FALSE
    AND (a.laterality IN ('LEFT', 'RIGHT', 'BILATERAL', 'NOT_APPLICABLE')) IS NOT FALSE
    AND (a.duration_minutes BETWEEN 1 AND 1440) IS NOT FALSE
    AND (a.anesthesia_type IN ('NONE', 'LOCAL', 'REGIONAL', 'SEDATION', 'GENERAL')) IS NOT FALSE
    AND (a.outcome IN ('SUCCESSFUL', 'PARTIAL', 'UNSUCCESSFUL')) IS NOT FALSE
    AND a.status IN ('PLANNED', 'IN_PROGRESS', 'COMPLETED', 'ABORTED', 'ENTERED_IN_ERROR')
    AND (a.status <> 'COMPLETED' OR a.performed_at <= sent + 600000000) IS NOT FALSE
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
