SELECT result_id, order_id, patient_id, loinc_code, value_numeric, value_text, unit, abnormal_flag, result_status,
       make_timestamp(collected_at) AS collected_at, make_timestamp(resulted_at) AS resulted_at
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.result_id, before.result_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn, source.ts_ms * 1000 AS sent FROM landing.lab_results)
  WHERE op = 'd' OR (
    a.result_id IS NOT NULL AND a.order_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.loinc_code IS NOT NULL
    AND a.test_name IS NOT NULL AND a.resulted_at IS NOT NULL AND a.result_status IS NOT NULL
    AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND regexp_full_match(a.loinc_code, '\d{1,5}-\d')
    AND length(a.test_name) BETWEEN 2 AND 200
    AND (a.value_numeric BETWEEN 0 AND 1000000) IS NOT FALSE
    AND (length(a.value_text) BETWEEN 1 AND 200) IS NOT FALSE
    AND (a.comparator IN ('<', '>', '<=', '>=')) IS NOT FALSE
    AND (length(a.unit) BETWEEN 1 AND 30) IS NOT FALSE
    AND (a.abnormal_flag IN ('N', 'L', 'H', 'LL', 'HH', 'A', 'AA')) IS NOT FALSE
    AND (a.specimen_type IN ('BLOOD', 'SERUM', 'PLASMA', 'URINE', 'STOOL', 'SWAB', 'SPUTUM', 'OTHER')) IS NOT FALSE
    AND (length(a.verified_by) BETWEEN 2 AND 80) IS NOT FALSE
    AND a.result_status IN ('PRELIMINARY', 'FINAL', 'CORRECTED', 'CANCELLED')
    AND (length(a.comment) BETWEEN 1 AND 2000) IS NOT FALSE
    AND (a.result_status NOT IN ('FINAL', 'CORRECTED') OR a.value_numeric IS NOT NULL OR a.value_text IS NOT NULL)
    AND (a.resulted_at >= a.collected_at) IS NOT FALSE
    AND (a.reference_low <= a.reference_high) IS NOT FALSE
    AND (CASE a.loinc_code
           WHEN '4548-4' THEN a.value_numeric BETWEEN 3 AND 20
           WHEN '2160-0' THEN a.value_numeric BETWEEN 0.1 AND 30
           WHEN '2951-2' THEN a.value_numeric BETWEEN 90 AND 200
           WHEN '718-7' THEN a.value_numeric BETWEEN 2 AND 25
           WHEN '13457-7' THEN a.value_numeric BETWEEN 5 AND 600
           WHEN '18262-6' THEN a.value_numeric BETWEEN 5 AND 600
           WHEN '2089-1' THEN a.value_numeric BETWEEN 5 AND 600
           WHEN '33914-3' THEN a.value_numeric BETWEEN 1 AND 200
           WHEN '62238-1' THEN a.value_numeric BETWEEN 1 AND 200
           WHEN '98979-8' THEN a.value_numeric BETWEEN 1 AND 200
         END) IS NOT FALSE
    AND a.resulted_at <= sent + 600000000
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
