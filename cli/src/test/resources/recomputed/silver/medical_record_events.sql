SELECT event_id, record_id, patient_id, actor_user_id, event_type, access_purpose, make_timestamp(occurred_at) AS occurred_at,
       document_version, succeeded, details, make_timestamp(created_at) AS created_at
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.event_id, before.event_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.medical_record_events)
  WHERE op = 'd' OR (
    a.event_id IS NOT NULL AND a.record_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.event_type IS NOT NULL
    AND a.occurred_at IS NOT NULL AND a.succeeded IS NOT NULL AND a.created_at IS NOT NULL
    AND a.event_id >= 1
    AND a.event_type IN ('CREATED', 'VIEWED', 'EDITED', 'SIGNED', 'AMENDED', 'PRINTED', 'SHARED', 'MARKED_IN_ERROR')
    AND (a.access_purpose IN ('TREATMENT', 'PAYMENT', 'OPERATIONS', 'PATIENT_REQUEST', 'EMERGENCY_OVERRIDE')) IS NOT FALSE
    AND (a.document_version BETWEEN 1 AND 999) IS NOT FALSE
    AND a.created_at >= a.occurred_at - 5000000)
)
WHERE place = 1 AND op <> 'd'
