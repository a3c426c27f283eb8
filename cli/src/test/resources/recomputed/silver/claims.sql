SELECT claim_id, claim_number, patient_id, policy_id, payer_id, invoice_id, rendering_provider_id, facility_id,
       appointment_id, admission_id, claim_type, frequency_code, original_claim_id, place_of_service_code,
       principal_diagnosis_code, DATE '1970-01-01' + service_from_date AS service_from_date,
       DATE '1970-01-01' + service_to_date AS service_to_date, make_timestamp(submitted_at) AS submitted_at,
       total_charge_amount, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.claim_id, before.claim_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.claims)
  WHERE op = 'd' OR (
    a.claim_id IS NOT NULL AND a.claim_number IS NOT NULL AND a.patient_id IS NOT NULL AND a.payer_id IS NOT NULL
    AND a.rendering_provider_id IS NOT NULL AND a.claim_type IS NOT NULL AND a.frequency_code IS NOT NULL
    AND a.service_from_date IS NOT NULL AND a.service_to_date IS NOT NULL AND a.total_charge_amount IS NOT NULL
    AND a.status IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND regexp_full_match(a.claim_number, 'CLM\d{10}')
    AND a.claim_type IN ('PROFESSIONAL', 'INSTITUTIONAL', 'PHARMACY')
    AND a.frequency_code IN ('1', '7', '8')
    AND (a.place_of_service_code IS NULL OR regexp_full_match(a.place_of_service_code, '\d\d'))
    AND (a.principal_diagnosis_code IS NULL
         OR regexp_full_match(a.principal_diagnosis_code, '[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?'))
    AND (length(a.prior_authorization_number) BETWEEN 3 AND 30) IS NOT FALSE
    AND a.total_charge_amount BETWEEN 0 AND 5000000
    AND (length(a.clearinghouse) BETWEEN 2 AND 60) IS NOT FALSE
    AND a.status IN ('DRAFT', 'SUBMITTED', 'REJECTED', 'ACCEPTED', 'IN_REVIEW', 'ADJUDICATED', 'APPEALED', 'PAID', 'VOIDED')
    AND a.service_to_date >= a.service_from_date
    AND (a.submitted_at >= a.service_from_date * 86400000000) IS NOT FALSE
    AND (a.frequency_code NOT IN ('7', '8') OR a.original_claim_id IS NOT NULL)
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
