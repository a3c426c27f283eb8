SELECT payment_id, invoice_id, patient_id, claim_id, payer_id, transaction_type, payment_source, payment_method, amount,
       DATE '1970-01-01' + posting_date AS posting_date, make_timestamp(received_at) AS received_at, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.payment_id, before.payment_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn, source.ts_ms // 86400000 AS sent_day FROM landing.payments)
  WHERE op = 'd' OR (
    a.payment_id IS NOT NULL AND a.invoice_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.transaction_type IS NOT NULL
    AND a.payment_source IS NOT NULL AND a.amount IS NOT NULL AND a.posting_date IS NOT NULL AND a.status IS NOT NULL
    AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.transaction_type IN ('PAYMENT', 'REFUND', 'CONTRACTUAL_ADJUSTMENT', 'WRITE_OFF')
    AND a.payment_source IN ('INSURANCE', 'PATIENT', 'OTHER')
    AND (a.payment_method IN ('EFT', 'CHECK', 'CARD', 'CASH', 'PORTAL', 'NONE')) IS NOT FALSE
    AND a.amount BETWEEN 0.01 AND 5000000
    AND (a.adjustment_reason_code IS NULL OR regexp_full_match(a.adjustment_reason_code, '[A-Z]{2}-[0-9A-Z]{1,4}'))
    AND (length(a.reference_number) BETWEEN 3 AND 40) IS NOT FALSE
    AND a.status IN ('POSTED', 'PENDING', 'REVERSED')
    AND (a.payment_source <> 'INSURANCE' OR a.transaction_type <> 'PAYMENT' OR a.payer_id IS NOT NULL)
    AND (a.transaction_type NOT IN ('CONTRACTUAL_ADJUSTMENT', 'WRITE_OFF') OR a.payment_method = 'NONE') IS NOT FALSE
    AND a.posting_date <= sent_day + 1
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
