SELECT payer_id, payer_name, payer_type, electronic_payer_id, states_served, timely_filing_days, accepts_electronic_claims,
       status, DATE '1970-01-01' + contract_start_date AS contract_start_date
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.payer_id, before.payer_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.payers)
  WHERE op = 'd' OR (
    a.payer_id IS NOT NULL AND a.payer_name IS NOT NULL AND a.payer_type IS NOT NULL AND a.electronic_payer_id IS NOT NULL
    AND a.accepts_electronic_claims IS NOT NULL AND a.status IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND length(a.payer_name) BETWEEN 2 AND 160
    AND a.payer_type IN ('COMMERCIAL', 'MEDICARE', 'MEDICARE_ADVANTAGE', 'MEDICAID', 'MARKETPLACE', 'TRICARE', 'SELF_PAY')
    AND regexp_full_match(a.electronic_payer_id, '[0-9A-Z]{5}')
    AND (length(a.parent_organization) BETWEEN 2 AND 160) IS NOT FALSE
    AND (a.timely_filing_days BETWEEN 30 AND 730) IS NOT FALSE
    AND (a.appeal_window_days BETWEEN 30 AND 365) IS NOT FALSE
    AND (a.average_payment_days BETWEEN 1 AND 180) IS NOT FALSE
    AND a.status IN ('ACTIVE', 'INACTIVE')
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
