SELECT claim_line_id, claim_id, line_number, invoice_line_id, patient_id, DATE '1970-01-01' + service_date AS service_date,
       procedure_code, modifiers, revenue_code, diagnosis_pointers, quantity, charge_amount, allowed_amount, paid_amount,
       patient_responsibility_amount, denial_reason_code, line_status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.claim_line_id, before.claim_line_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.claim_lines)
  WHERE op = 'd' OR (
    a.claim_line_id IS NOT NULL AND a.claim_id IS NOT NULL AND a.line_number IS NOT NULL AND a.patient_id IS NOT NULL
    AND a.service_date IS NOT NULL AND a.procedure_code IS NOT NULL AND a.quantity IS NOT NULL
    AND a.charge_amount IS NOT NULL AND a.line_status IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.line_number BETWEEN 1 AND 999
    AND regexp_full_match(a.procedure_code, '[0-9A-Z]{5}')
    AND (a.revenue_code IS NULL OR regexp_full_match(a.revenue_code, '\d{4}'))
    AND a.quantity BETWEEN 0.01 AND 9999
    AND a.charge_amount BETWEEN 0 AND 5000000
    AND (a.allowed_amount BETWEEN 0 AND 5000000) IS NOT FALSE
    AND (a.paid_amount BETWEEN 0 AND 5000000) IS NOT FALSE
    AND (a.patient_responsibility_amount BETWEEN 0 AND 5000000) IS NOT FALSE
    AND (a.denial_reason_code IS NULL OR regexp_full_match(a.denial_reason_code, '[A-Z]{2}-[0-9A-Z]{1,4}'))
    AND a.line_status IN ('PENDING', 'APPROVED', 'REDUCED', 'DENIED')
    AND (a.paid_amount <= a.allowed_amount) IS NOT FALSE
    AND (a.line_status <> 'DENIED' OR a.paid_amount = 0) IS NOT FALSE
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
