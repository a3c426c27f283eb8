-- Claim by claim: the first decision, the newest one, and whether any decided an appeal.
WITH known AS (SELECT * FROM silver.claim_adjudications WHERE adjudicated_at <= as_of()),
first AS (
  SELECT a.*, month_of(local_day(adjudicated_at)) AS month,
         (SELECT l.outcome FROM known l WHERE l.claim_id = a.claim_id
          ORDER BY l.sequence_number DESC, l.adjudicated_at DESC, l.adjudication_id DESC LIMIT 1) AS newest_outcome,
         EXISTS (SELECT 1 FROM known p WHERE p.claim_id = a.claim_id AND p.decision_type = 'APPEAL') AS was_appealed
  FROM known a
  WHERE NOT EXISTS (SELECT 1 FROM known e
                    WHERE e.claim_id = a.claim_id
                      AND (e.sequence_number, e.adjudicated_at, e.adjudication_id) < (a.sequence_number, a.adjudicated_at, a.adjudication_id))
),
reason AS (
SELECT month AS decision_month, payer_id, coalesce(denial_category, 'UNSTATED') AS denial_category,
       coalesce(denial_reason_code, 'NONE') AS denial_reason_code,
       (SELECT payer_name FROM silver.payers p WHERE p.payer_id = f.payer_id) AS payer_name,
       (SELECT payer_type FROM silver.payers p WHERE p.payer_id = f.payer_id) AS payer_type,
       count(CASE outcome WHEN 'DENIED' THEN 1 END) AS claims_denied,
       count(CASE outcome WHEN 'PARTIALLY_APPROVED' THEN 1 END) AS claims_partially_approved,
       sum(CASE outcome WHEN 'DENIED' THEN billed_amount ELSE 0 END)::DECIMAL(18, 2) AS denied_amount,
       count(CASE WHEN outcome = 'DENIED' AND was_appealed THEN 1 END) AS claims_appealed,
       count(CASE WHEN outcome = 'DENIED' AND newest_outcome IN ('APPROVED', 'PARTIALLY_APPROVED') THEN 1 END) AS claims_overturned,
       sum(CASE WHEN outcome = 'DENIED' AND newest_outcome IN ('APPROVED', 'PARTIALLY_APPROVED') THEN billed_amount ELSE 0 END)::DECIMAL(18, 2)
         AS overturned_amount,
       (SELECT count(*) FROM first o WHERE o.month = f.month AND o.payer_id = f.payer_id) AS claims_adjudicated_of_payer,
       (SELECT count(*) FROM first o WHERE o.month = f.month AND o.payer_id = f.payer_id AND o.outcome = 'DENIED') AS denied_of_payer
FROM first f
WHERE outcome <> 'APPROVED'
GROUP BY ALL
)
SELECT * EXCLUDE (denied_of_payer), share(claims_denied, claims_adjudicated_of_payer, 4)::DECIMAL(5, 4) AS denial_rate,
       share(claims_denied, denied_of_payer, 4)::DECIMAL(5, 4) AS share_of_denials
FROM reason
