SELECT policy_id, patient_id, payer_id, policy_number, plan_type, coverage_priority,
       DATE '1970-01-01' + effective_date AS effective_date, DATE '1970-01-01' + termination_date AS termination_date,
       status, copay_amount, coinsurance_rate, deductible_met_amount
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.policy_id, before.policy_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.insurance_policies)
  WHERE op = 'd' OR (
    a.policy_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.payer_id IS NOT NULL AND a.policy_number IS NOT NULL
    AND a.plan_name IS NOT NULL AND a.coverage_priority IS NOT NULL AND a.relationship_to_subscriber IS NOT NULL
    AND a.effective_date IS NOT NULL AND a.status IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND regexp_full_match(a.policy_number, '[0-9A-Z]{6,20}')
    AND (length(a.group_number) BETWEEN 2 AND 20) IS NOT FALSE
    AND length(a.plan_name) BETWEEN 2 AND 160
    AND (a.plan_type IN ('HMO', 'PPO', 'EPO', 'POS', 'HDHP', 'FFS', 'MANAGED_MEDICAID', 'SELF_PAY')) IS NOT FALSE
    AND a.coverage_priority IN ('PRIMARY', 'SECONDARY', 'TERTIARY')
    AND a.relationship_to_subscriber IN ('SELF', 'SPOUSE', 'CHILD', 'OTHER')
    AND a.status IN ('ACTIVE', 'PENDING', 'LAPSED', 'TERMINATED', 'CANCELLED')
    AND (a.copay_amount BETWEEN 0 AND 1000) IS NOT FALSE
    AND (a.coinsurance_rate BETWEEN 0 AND 1) IS NOT FALSE
    AND (a.deductible_amount BETWEEN 0 AND 20000) IS NOT FALSE
    AND (a.deductible_met_amount BETWEEN 0 AND 20000) IS NOT FALSE
    AND (a.termination_date >= a.effective_date) IS NOT FALSE
    AND (a.status <> 'TERMINATED' OR a.termination_date IS NOT NULL)
    AND (a.relationship_to_subscriber <> 'SELF' OR a.subscriber_id IS NULL OR a.subscriber_id = a.patient_id)
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
