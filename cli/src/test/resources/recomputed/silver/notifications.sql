SELECT notification_id, user_id, category, channel, template_code, language, related_id, priority, attempt_count,
       make_timestamp(queued_at * 1000) AS queued_at, make_timestamp(sent_at * 1000) AS sent_at,
       make_timestamp(delivered_at * 1000) AS delivered_at, make_timestamp(opened_at * 1000) AS opened_at, failure_reason, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.notification_id, before.notification_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.notifications)
  WHERE op = 'd' OR (
    a.notification_id IS NOT NULL AND a.user_id IS NOT NULL AND a.category IS NOT NULL AND a.channel IS NOT NULL
    AND a.priority IS NOT NULL AND a.attempt_count IS NOT NULL AND a.queued_at IS NOT NULL AND a.status IS NOT NULL
    AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.category IN ('APPOINTMENT_REMINDER', 'LAB_RESULT', 'MEDICATION_REMINDER', 'BILLING', 'CARE_GAP', 'SECURITY', 'SURVEY',
                       'CLINICAL_ALERT')
    AND a.channel IN ('EMAIL', 'SMS', 'PUSH', 'IN_APP', 'VOICE')
    AND (a.template_code IS NULL OR regexp_full_match(a.template_code, '[A-Z0-9_]{3,60}'))
    AND (a.language IS NULL OR regexp_full_match(a.language, '[a-z]{2}'))
    AND (length(a.recipient_address) BETWEEN 3 AND 200) IS NOT FALSE
    AND (length(a.body) BETWEEN 1 AND 4000) IS NOT FALSE
    AND a.priority IN ('LOW', 'NORMAL', 'HIGH')
    AND a.attempt_count BETWEEN 0 AND 20
    AND (a.failure_reason IN ('INVALID_ADDRESS', 'BOUNCED', 'OPTED_OUT', 'CARRIER_ERROR', 'RATE_LIMITED')) IS NOT FALSE
    AND a.status IN ('QUEUED', 'SENT', 'DELIVERED', 'OPENED', 'FAILED', 'SUPPRESSED')
    AND (a.sent_at >= a.queued_at) IS NOT FALSE
    AND (a.delivered_at >= a.sent_at) IS NOT FALSE
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
