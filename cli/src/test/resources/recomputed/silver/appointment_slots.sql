SELECT slot_id, provider_id, facility_id, DATE '1970-01-01' + slot_date AS slot_date,
       strftime(make_timestamp(start_time), '%H:%M:%S.%f') AS start_time, starts_at::TIMESTAMPTZ AS starts_at,
       duration_minutes, slot_type, status, appointment_id, published_at::TIMESTAMPTZ AS published_at, overbook_limit
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.slot_id, before.slot_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.appointment_slots)
  WHERE op = 'd' OR (
    a.slot_id IS NOT NULL AND a.provider_id IS NOT NULL AND a.slot_date IS NOT NULL AND a.start_time IS NOT NULL
    AND a.starts_at IS NOT NULL AND a.duration_minutes IS NOT NULL AND a.slot_type IS NOT NULL AND a.status IS NOT NULL
    AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.duration_minutes BETWEEN 5 AND 480
    AND a.slot_type IN ('STANDARD', 'NEW_PATIENT', 'URGENT', 'TELEMEDICINE', 'PROCEDURE')
    AND a.status IN ('OPEN', 'HELD', 'BOOKED', 'BLOCKED', 'CANCELLED')
    AND (a.overbook_limit BETWEEN 0 AND 4) IS NOT FALSE
    AND (a.status <> 'BOOKED' OR a.appointment_id IS NOT NULL)
    AND (a.status <> 'OPEN' OR a.appointment_id IS NULL)
    AND a.updated_at::TIMESTAMPTZ >= a.created_at::TIMESTAMPTZ)
)
WHERE place = 1 AND op <> 'd'
