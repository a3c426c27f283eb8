SELECT reading_id, device_id, patient_id, metric, value, unit, quality, battery_percent, sequence_number,
       make_timestamp(measured_at) AS measured_at, make_timestamp(received_at) AS received_at
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.reading_id, before.reading_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.device_readings)
  WHERE op = 'd' OR (
    a.reading_id IS NOT NULL AND a.device_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.metric IS NOT NULL
    AND a.value IS NOT NULL AND a.unit IS NOT NULL AND a.received_at IS NOT NULL AND a.created_at IS NOT NULL
    AND a.metric IN ('SYSTOLIC', 'DIASTOLIC', 'HEART_RATE', 'GLUCOSE', 'WEIGHT', 'SPO2', 'TEMPERATURE', 'STEPS')
    AND a.value BETWEEN 0 AND 200000
    AND a.unit IN ('mmHg', 'bpm', 'mg/dL', 'kg', '%', 'degC', 'steps')
    AND (a.quality IN ('GOOD', 'FAIR', 'POOR')) IS NOT FALSE
    AND (a.battery_percent BETWEEN 0 AND 100) IS NOT FALSE
    AND (a.sequence_number >= 0) IS NOT FALSE
    AND (CASE a.metric
           WHEN 'SYSTOLIC' THEN a.value BETWEEN 70 AND 250
           WHEN 'DIASTOLIC' THEN a.value BETWEEN 40 AND 150
           WHEN 'HEART_RATE' THEN a.value BETWEEN 20 AND 260
           WHEN 'GLUCOSE' THEN a.value BETWEEN 20 AND 600
           WHEN 'SPO2' THEN a.value BETWEEN 50 AND 100
           WHEN 'WEIGHT' THEN a.value BETWEEN 1 AND 400
         END) IS NOT FALSE
    AND (a.measured_at <= a.received_at + 900000000) IS NOT FALSE)
)
WHERE place = 1 AND op <> 'd'
