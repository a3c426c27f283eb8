SELECT appointment_id, patient_id, provider_id, visit_category, modality, status,
       scheduled_start::TIMESTAMPTZ AS scheduled_start, duration_minutes,
       checked_in_at::TIMESTAMPTZ AS checked_in_at, started_at::TIMESTAMPTZ AS started_at,
       ended_at::TIMESTAMPTZ AS ended_at, cancelled_by
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.appointment_id, before.appointment_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn, make_timestamptz(source.ts_ms * 1000) AS sent FROM landing.appointments)
  WHERE op = 'd' OR (
    a.appointment_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.provider_id IS NOT NULL
    AND a.appointment_type IS NOT NULL AND a.visit_category IS NOT NULL AND a.modality IS NOT NULL
    AND a.status IS NOT NULL AND a.scheduled_start IS NOT NULL AND a.duration_minutes IS NOT NULL
    AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.appointment_type IN ('NEW_PATIENT', 'FOLLOW_UP', 'ANNUAL_WELLNESS', 'SAME_DAY', 'CHRONIC_CARE', 'PROCEDURE',
                               'CONSULTATION', 'POST_DISCHARGE', 'BEHAVIORAL_HEALTH')
    AND a.visit_category IN ('PRIMARY_CARE', 'SPECIALTY', 'BEHAVIORAL_HEALTH', 'URGENT_CARE', 'DIAGNOSTIC')
    AND a.modality IN ('IN_PERSON', 'TELEMEDICINE', 'PHONE')
    AND a.status IN ('SCHEDULED', 'CONFIRMED', 'CHECKED_IN', 'IN_PROGRESS', 'COMPLETED', 'NO_SHOW', 'CANCELLED', 'RESCHEDULED')
    AND a.duration_minutes BETWEEN 5 AND 480
    AND (a.booking_channel IN ('PORTAL', 'APP', 'PHONE', 'FRONT_DESK', 'REFERRAL', 'CARE_TEAM')) IS NOT FALSE
    AND (a.cancelled_by IN ('PATIENT', 'PROVIDER', 'SYSTEM')) IS NOT FALSE
    AND (length(a.chief_complaint) BETWEEN 1 AND 2000) IS NOT FALSE
    AND (op <> 'c' OR a.scheduled_start::TIMESTAMPTZ >= sent - INTERVAL 1 DAY)
    AND (a.booked_at::TIMESTAMPTZ <= a.scheduled_start::TIMESTAMPTZ + INTERVAL 2 HOUR) IS NOT FALSE
    AND (a.ended_at::TIMESTAMPTZ >= a.started_at::TIMESTAMPTZ) IS NOT FALSE
    AND (a.status <> 'NO_SHOW' OR (a.started_at IS NULL AND a.checked_in_at IS NULL))
    AND (a.status <> 'CANCELLED' OR a.cancelled_at IS NOT NULL)
    AND a.updated_at::TIMESTAMPTZ >= a.created_at::TIMESTAMPTZ)
)
WHERE place = 1 AND op <> 'd'
