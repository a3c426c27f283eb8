SELECT dispense_id, prescription_id, patient_id, pharmacy_facility_id, rxnorm_code, ndc, fill_number, quantity_dispensed,
       days_supply, DATE '1970-01-01' + fill_date AS fill_date, make_timestamp(picked_up_at) AS picked_up_at, dispense_type,
       ingredient_cost_amount, patient_paid_amount, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.dispense_id, before.dispense_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn, source.ts_ms // 86400000 AS sent_day FROM landing.medication_dispenses)
  WHERE op = 'd' OR (
    a.dispense_id IS NOT NULL AND a.prescription_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.rxnorm_code IS NOT NULL
    AND a.fill_number IS NOT NULL AND a.quantity_dispensed IS NOT NULL AND a.days_supply IS NOT NULL AND a.fill_date IS NOT NULL
    AND a.dispense_type IS NOT NULL AND a.status IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND regexp_full_match(a.rxnorm_code, '\d{1,8}')
    AND (a.ndc IS NULL OR regexp_full_match(a.ndc, '\d{11}'))
    AND a.fill_number BETWEEN 0 AND 11
    AND a.quantity_dispensed BETWEEN 0.001 AND 10000
    AND a.days_supply BETWEEN 1 AND 365
    AND a.dispense_type IN ('RETAIL', 'MAIL_ORDER', 'INPATIENT_DISCHARGE')
    AND (a.ingredient_cost_amount BETWEEN 0 AND 100000) IS NOT FALSE
    AND (a.patient_paid_amount BETWEEN 0 AND 100000) IS NOT FALSE
    AND a.status IN ('FILLED', 'PICKED_UP', 'RETURNED_TO_STOCK', 'CANCELLED')
    AND (make_timestamp(a.picked_up_at)::DATE >= DATE '1970-01-01' + a.fill_date) IS NOT FALSE
    AND a.fill_date <= sent_day + 1
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
