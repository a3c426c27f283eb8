SELECT vital_id, patient_id, appointment_id, vital_type, value, unit, bp_systolic, bp_diastolic, source,
       make_timestamp(measured_at) AS measured_at
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.vital_id, before.vital_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn, source.ts_ms * 1000 AS sent FROM landing.vitals)
  WHERE op = 'd' OR (
    a.vital_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.vital_type IS NOT NULL
    AND a.source IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.vital_type IN ('BP', 'HR', 'TEMP', 'WEIGHT', 'HEIGHT', 'SPO2', 'RESP', 'GLUCOSE')
    AND (a.unit IN ('mmHg', 'bpm', 'degC', 'degF', 'kg', 'lb', 'cm', 'in', '%', 'breaths/min', 'mg/dL', 'mmol/L')) IS NOT FALSE
    AND (a.body_position IN ('SITTING', 'STANDING', 'SUPINE', 'UNKNOWN')) IS NOT FALSE
    AND a.source IN ('CLINIC', 'HOSPITAL', 'HOME', 'WEARABLE')
    AND (length(a.comment) BETWEEN 1 AND 1000) IS NOT FALSE
    AND a.created_at <= a.updated_at
    AND (a.measured_at - sent <= 600000000) IS NOT FALSE
    AND CASE a.vital_type
          WHEN 'BP' THEN a.bp_systolic IS NOT NULL AND a.bp_diastolic IS NOT NULL
                     AND a.bp_systolic BETWEEN 70 AND 250 AND a.bp_diastolic BETWEEN 40 AND 150
                     AND a.bp_diastolic < a.bp_systolic
          ELSE a.value IS NOT NULL AND a.value BETWEEN 0 AND 1500
        END
    AND CASE a.vital_type
          WHEN 'HR' THEN a.value BETWEEN 20 AND 260
          WHEN 'SPO2' THEN a.value BETWEEN 50 AND 100
          WHEN 'RESP' THEN a.value BETWEEN 4 AND 80
          WHEN 'TEMP' THEN a.unit IS NULL OR CASE a.unit WHEN 'degC' THEN a.value BETWEEN 30 AND 45 WHEN 'degF' THEN a.value BETWEEN 86 AND 113 ELSE false END
          WHEN 'WEIGHT' THEN a.unit IS NULL OR CASE a.unit WHEN 'kg' THEN a.value BETWEEN 0.3 AND 400 WHEN 'lb' THEN a.value BETWEEN 0.7 AND 880 ELSE false END
          WHEN 'HEIGHT' THEN a.unit IS NULL OR CASE a.unit WHEN 'cm' THEN a.value BETWEEN 20 AND 260 WHEN 'in' THEN a.value BETWEEN 8 AND 103 ELSE false END
          WHEN 'GLUCOSE' THEN a.unit IS NULL OR CASE a.unit WHEN 'mg/dL' THEN a.value BETWEEN 10 AND 1200 WHEN 'mmol/L' THEN a.value BETWEEN 0.5 AND 67 ELSE false END
          ELSE true
        END)
)
WHERE place = 1 AND op <> 'd'
