SELECT invoice_id, invoice_number, patient_id, provider_id, facility_id, policy_id, appointment_id, admission_id,
       DATE '1970-01-01' + service_date AS service_date, make_timestamp(posted_at) AS posted_at,
       DATE '1970-01-01' + due_date AS due_date, total_charge_amount, expected_adjustment_amount,
       patient_responsibility_amount, balance_amount, currency, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.invoice_id, before.invoice_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn, source.ts_ms // 86400000 AS sent_day FROM landing.billing_invoices)
  WHERE op = 'd' OR (
    a.invoice_id IS NOT NULL AND a.invoice_number IS NOT NULL AND a.patient_id IS NOT NULL AND a.provider_id IS NOT NULL
    AND a.service_date IS NOT NULL AND a.total_charge_amount IS NOT NULL AND a.balance_amount IS NOT NULL
    AND a.status IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND regexp_full_match(a.invoice_number, 'INV\d{10}')
    AND a.total_charge_amount BETWEEN 0 AND 5000000
    AND (a.expected_adjustment_amount BETWEEN 0 AND 5000000) IS NOT FALSE
    AND (a.patient_responsibility_amount BETWEEN 0 AND 5000000) IS NOT FALSE
    AND a.balance_amount BETWEEN -100000 AND 5000000
    AND a.status IN ('DRAFT', 'ISSUED', 'PARTIALLY_PAID', 'PAID', 'IN_COLLECTION', 'WRITTEN_OFF', 'VOID')
    AND (a.status = 'VOID' OR a.balance_amount <= a.total_charge_amount)
    AND (a.status <> 'PAID' OR a.balance_amount <= 0)
    AND (a.status = 'DRAFT' OR a.service_date <= sent_day + 1)
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
