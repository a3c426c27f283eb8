SELECT line_id, invoice_id, line_number, patient_id, provider_id, DATE '1970-01-01' + service_date AS service_date,
       procedure_code, modifiers, revenue_code, diagnosis_codes, ndc, quantity, unit_charge_amount, charge_amount, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.line_id, before.line_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn, source.ts_ms // 86400000 AS sent_day FROM landing.billing_invoice_lines)
  WHERE op = 'd' OR (
    a.line_id IS NOT NULL AND a.invoice_id IS NOT NULL AND a.line_number IS NOT NULL AND a.patient_id IS NOT NULL
    AND a.service_date IS NOT NULL AND a.procedure_code IS NOT NULL AND a.quantity IS NOT NULL
    AND a.unit_charge_amount IS NOT NULL AND a.charge_amount IS NOT NULL AND a.status IS NOT NULL
    AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.line_number BETWEEN 1 AND 999
    AND regexp_full_match(a.procedure_code, '[0-9A-Z]{5}')
    AND (a.revenue_code IS NULL OR regexp_full_match(a.revenue_code, '\d{4}'))
    AND (a.ndc IS NULL OR regexp_full_match(a.ndc, '\d{11}'))
    AND a.quantity BETWEEN 0.01 AND 9999
    AND a.unit_charge_amount BETWEEN 0 AND 1000000
    AND a.charge_amount BETWEEN 0 AND 5000000
    AND a.status IN ('POSTED', 'CORRECTED', 'VOID')
    AND (a.status <> 'POSTED' OR abs(a.charge_amount - a.quantity * a.unit_charge_amount) <= 0.05)
    AND a.service_date <= sent_day + 1
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
