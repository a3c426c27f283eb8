SELECT order_id, order_number, patient_id, ordering_provider_id, appointment_id, admission_id, laboratory_facility_id,
       panel_loinc_code, panel_name, priority, specimen_type, fasting_required, indication_code,
       ordered_at::TIMESTAMPTZ AS ordered_at, collected_at::TIMESTAMPTZ AS collected_at,
       completed_at::TIMESTAMPTZ AS completed_at, cancelled_at::TIMESTAMPTZ AS cancelled_at, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.order_id, before.order_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.lab_orders)
  WHERE op = 'd' OR (
    a.order_id IS NOT NULL AND a.order_number IS NOT NULL AND a.patient_id IS NOT NULL AND a.ordering_provider_id IS NOT NULL
    AND a.panel_loinc_code IS NOT NULL AND a.panel_name IS NOT NULL AND a.priority IS NOT NULL AND a.fasting_required IS NOT NULL
    AND a.ordered_at IS NOT NULL AND a.status IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND regexp_full_match(a.order_number, 'L\d{10}')
    AND regexp_full_match(a.panel_loinc_code, '\d{1,5}-\d')
    AND length(a.panel_name) BETWEEN 2 AND 200
    AND a.priority IN ('ROUTINE', 'URGENT', 'STAT')
    AND (a.specimen_type IN ('BLOOD', 'SERUM', 'PLASMA', 'URINE', 'STOOL', 'SWAB', 'SPUTUM', 'OTHER')) IS NOT FALSE
    AND a.status IN ('ORDERED', 'COLLECTED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED', 'REJECTED')
    AND (a.collected_at::TIMESTAMPTZ >= a.ordered_at::TIMESTAMPTZ - INTERVAL 1 HOUR) IS NOT FALSE
    AND (a.completed_at::TIMESTAMPTZ >= a.collected_at::TIMESTAMPTZ) IS NOT FALSE
    AND a.updated_at::TIMESTAMPTZ >= a.created_at::TIMESTAMPTZ)
)
WHERE place = 1 AND op <> 'd'
