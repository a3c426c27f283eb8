SELECT adjudication_id, claim_id, patient_id, payer_id, sequence_number, outcome, decision_type,
       make_timestamp(adjudicated_at) AS adjudicated_at, decided_by, billed_amount, allowed_amount, paid_amount,
       patient_responsibility_amount, contractual_adjustment_amount, denial_reason_code, denial_category,
       DATE '1970-01-01' + appeal_deadline AS appeal_deadline
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.adjudication_id, before.adjudication_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.claim_adjudications)
  WHERE op = 'd' OR (
    a.adjudication_id IS NOT NULL AND a.claim_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.payer_id IS NOT NULL
    AND a.sequence_number IS NOT NULL AND a.outcome IS NOT NULL AND a.decision_type IS NOT NULL
    AND a.adjudicated_at IS NOT NULL AND a.decided_by IS NOT NULL AND a.billed_amount IS NOT NULL
    AND a.allowed_amount IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.sequence_number BETWEEN 1 AND 20
    AND a.outcome IN ('APPROVED', 'PARTIALLY_APPROVED', 'DENIED')
    AND a.decision_type IN ('INITIAL', 'APPEAL', 'CORRECTION', 'REVERSAL')
    AND a.decided_by IN ('AUTOMATIC', 'EXAMINER', 'MEDICAL_DIRECTOR')
    AND a.billed_amount BETWEEN 0 AND 5000000
    AND a.allowed_amount BETWEEN 0 AND 5000000
    AND (a.paid_amount BETWEEN 0 AND 5000000) IS NOT FALSE
    AND (a.patient_responsibility_amount BETWEEN 0 AND 5000000) IS NOT FALSE
    AND (a.contractual_adjustment_amount BETWEEN 0 AND 5000000) IS NOT FALSE
    AND (a.denial_reason_code IS NULL OR regexp_full_match(a.denial_reason_code, '[A-Z]{2}-[0-9A-Z]{1,4}'))
    AND (a.denial_category IN ('ELIGIBILITY', 'AUTHORIZATION', 'CODING', 'MEDICAL_NECESSITY', 'TIMELY_FILING', 'DUPLICATE',
                               'MISSING_INFORMATION', 'NON_COVERED')) IS NOT FALSE
    AND (length(a.remittance_number) BETWEEN 3 AND 40) IS NOT FALSE
    AND (a.outcome <> 'DENIED' OR a.paid_amount = 0) IS NOT FALSE
    AND (a.paid_amount <= a.allowed_amount) IS NOT FALSE
    AND (a.sequence_number <> 1 OR a.decision_type = 'INITIAL')
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
