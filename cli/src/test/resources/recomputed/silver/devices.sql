SELECT device_id, patient_id, device_type, manufacturer, model_number, udi, firmware_version, connectivity,
       battery_percent, ordered_by_provider_id, make_timestamp(activated_at) AS activated_at,
       make_timestamp(last_seen_at) AS last_seen_at, make_timestamp(deactivated_at) AS deactivated_at, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.device_id, before.device_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.devices)
  WHERE op = 'd' OR (
    a.device_id IS NOT NULL AND a.device_type IS NOT NULL AND a.manufacturer IS NOT NULL AND a.model_number IS NOT NULL
    AND a.serial_number IS NOT NULL AND a.status IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.device_type IN ('BP_CUFF', 'GLUCOMETER', 'CGM', 'SCALE', 'PULSE_OXIMETER', 'THERMOMETER', 'ECG_PATCH',
                          'ACTIVITY_TRACKER')
    AND length(a.manufacturer) BETWEEN 2 AND 80
    AND length(a.model_number) BETWEEN 1 AND 60
    AND regexp_full_match(a.serial_number, '[0-9A-Z-]{6,30}')
    AND (a.udi IS NULL OR regexp_full_match(a.udi, '\d{14}'))
    AND (a.firmware_version IS NULL OR regexp_full_match(a.firmware_version, '\d+\.\d+\.\d+'))
    AND (a.connectivity IN ('CELLULAR', 'BLUETOOTH', 'WIFI')) IS NOT FALSE
    AND (a.battery_percent BETWEEN 0 AND 100) IS NOT FALSE
    AND a.status IN ('IN_STOCK', 'SHIPPED', 'ACTIVE', 'OFFLINE', 'RETURNED', 'LOST')
    AND (a.status NOT IN ('ACTIVE', 'OFFLINE') OR a.patient_id IS NOT NULL)
    AND (a.last_seen_at >= a.activated_at) IS NOT FALSE
    AND (a.deactivated_at >= a.activated_at) IS NOT FALSE
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
