SELECT extraction_id, document_id, patient_id, field_name, normalized_code, normalized_code_system, page_number, bounding_box,
       confidence, model_name, model_version, corrected_by_user_id, make_timestamp(extracted_at) AS extracted_at, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.extraction_id, before.extraction_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.document_extractions)
  WHERE op = 'd' OR (
    a.extraction_id IS NOT NULL AND a.document_id IS NOT NULL AND a.field_name IS NOT NULL AND a.model_name IS NOT NULL
    AND a.model_version IS NOT NULL AND a.extracted_at IS NOT NULL AND a.status IS NOT NULL
    AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND regexp_full_match(a.field_name, '[a-z][a-z0-9_]{1,60}')
    AND (length(a.extracted_value) BETWEEN 1 AND 1000) IS NOT FALSE
    AND (length(a.normalized_code) BETWEEN 1 AND 40) IS NOT FALSE
    AND (a.normalized_code_system IN ('ICD10CM', 'CPT', 'HCPCS', 'LOINC', 'RXNORM', 'NPI')) IS NOT FALSE
    AND (a.page_number BETWEEN 1 AND 2000) IS NOT FALSE
    AND (a.confidence BETWEEN 0 AND 1) IS NOT FALSE
    AND length(a.model_name) BETWEEN 2 AND 80
    AND regexp_full_match(a.model_version, '\d+\.\d+(\.\d+)?')
    AND a.status IN ('EXTRACTED', 'CONFIRMED', 'CORRECTED', 'REJECTED')
    AND (a.normalized_code IS NULL OR a.normalized_code_system IS NOT NULL)
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
