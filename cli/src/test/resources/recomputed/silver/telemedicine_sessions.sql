SELECT session_id, appointment_id, patient_id, provider_id, session_type, platform, patient_state,
       make_timestamp(scheduled_at * 1000) AS scheduled_at, make_timestamp(patient_joined_at * 1000) AS patient_joined_at,
       make_timestamp(started_at * 1000) AS started_at, make_timestamp(ended_at * 1000) AS ended_at, reconnect_count,
       avg_bitrate_kbps, packet_loss_percent, consent_recorded, recording_stored, end_reason, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.session_id, before.session_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.telemedicine_sessions)
  WHERE op = 'd' OR (
    a.session_id IS NOT NULL AND a.appointment_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.provider_id IS NOT NULL
    AND a.session_type IS NOT NULL AND a.scheduled_at IS NOT NULL AND a.consent_recorded IS NOT NULL
    AND a.recording_stored IS NOT NULL AND a.status IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.session_type IN ('VIDEO', 'AUDIO')
    AND (a.platform IN ('WEB', 'IOS', 'ANDROID', 'PHONE')) IS NOT FALSE
    AND (a.patient_state IS NULL OR regexp_full_match(a.patient_state, '[A-Z][A-Z]'))
    AND (a.reconnect_count BETWEEN 0 AND 100) IS NOT FALSE
    AND (a.avg_bitrate_kbps BETWEEN 0 AND 100000) IS NOT FALSE
    AND (a.packet_loss_percent BETWEEN 0 AND 100) IS NOT FALSE
    AND (a.end_reason IN ('COMPLETED', 'PATIENT_NO_SHOW', 'PROVIDER_CANCELLED', 'TECHNICAL_FAILURE')) IS NOT FALSE
    AND a.status IN ('SCHEDULED', 'WAITING', 'IN_PROGRESS', 'COMPLETED', 'FAILED', 'MISSED')
    AND (a.ended_at >= a.started_at) IS NOT FALSE
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
