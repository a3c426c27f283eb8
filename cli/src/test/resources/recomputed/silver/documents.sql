SELECT document_id, patient_id, claim_id, document_type, source_channel, mime_type, size_bytes, page_count, content_sha256,
       classification_confidence, language, make_timestamp(received_at) AS received_at,
       make_timestamp(processed_at) AS processed_at, DATE '1970-01-01' + retention_until AS retention_until, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.document_id, before.document_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.documents)
  WHERE op = 'd' OR (
    a.document_id IS NOT NULL AND a.source_channel IS NOT NULL AND a.mime_type IS NOT NULL AND a.size_bytes IS NOT NULL
    AND a.content_sha256 IS NOT NULL AND a.received_at IS NOT NULL AND a.status IS NOT NULL
    AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND (a.document_type IN ('INSURANCE_CARD', 'REFERRAL', 'LAB_REPORT', 'EOB', 'PRIOR_AUTHORIZATION', 'MEDICAL_RECORD',
                             'CONSENT_FORM', 'INVOICE')) IS NOT FALSE
    AND a.source_channel IN ('FAX', 'UPLOAD', 'EMAIL', 'SCAN', 'API')
    AND (length(a.file_name) BETWEEN 1 AND 255) IS NOT FALSE
    AND regexp_full_match(a.mime_type, '[a-z]+/[a-z0-9.+-]+')
    AND a.size_bytes BETWEEN 1 AND 1073741824
    AND (a.page_count BETWEEN 1 AND 2000) IS NOT FALSE
    AND regexp_full_match(a.content_sha256, '[0-9a-f]{64}')
    AND (a.classification_confidence BETWEEN 0 AND 1) IS NOT FALSE
    AND (a.language IS NULL OR regexp_full_match(a.language, '[a-z]{2}'))
    AND a.status IN ('RECEIVED', 'PROCESSING', 'PROCESSED', 'NEEDS_REVIEW', 'FAILED', 'ARCHIVED')
    AND (a.processed_at >= a.received_at) IS NOT FALSE
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
