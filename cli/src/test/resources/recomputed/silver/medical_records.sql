SELECT record_id, patient_id, provider_id, facility_id, appointment_id, admission_id, record_type, loinc_document_code, title,
       DATE '1970-01-01' + record_date AS record_date, make_timestamp(recorded_at) AS recorded_at, attributes, word_count,
       confidentiality, status, make_timestamp(signed_at) AS signed_at
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.record_id, before.record_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn, source.ts_ms // 86400000 AS sent_day FROM landing.medical_records)
  WHERE op = 'd' OR (
    a.record_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.provider_id IS NOT NULL AND a.record_type IS NOT NULL
    AND a.title IS NOT NULL AND a.record_date IS NOT NULL AND a.recorded_at IS NOT NULL AND a.confidentiality IS NOT NULL
    AND a.status IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.record_type IN ('VISIT_NOTE', 'PROGRESS_NOTE', 'DISCHARGE_SUMMARY', 'CONSULT_NOTE', 'OPERATIVE_NOTE',
                          'EMERGENCY_NOTE', 'TELEPHONE_NOTE', 'CARE_PLAN')
    AND (a.loinc_document_code IS NULL OR regexp_full_match(a.loinc_document_code, '\d{1,5}-\d'))
    AND length(a.title) BETWEEN 3 AND 200
    AND (length(a.narrative) BETWEEN 1 AND 20000) IS NOT FALSE
    AND (a.word_count BETWEEN 0 AND 20000) IS NOT FALSE
    AND a.confidentiality IN ('NORMAL', 'RESTRICTED', 'VERY_RESTRICTED')
    AND a.status IN ('DRAFT', 'SIGNED', 'AMENDED', 'ENTERED_IN_ERROR')
    AND (a.signed_at >= a.recorded_at) IS NOT FALSE
    AND a.record_date <= sent_day + 1
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
