-- Why payers said no at first, and how often they thought again. A decision belongs to the month in
-- which it was first made, whatever became of it later.
WITH decisions AS (
  SELECT claim_id,
         min_by(struct(payer_id, outcome, adjudicated_at, billed_amount, denial_category, denial_reason_code),
                struct(sequence_number, adjudicated_at, adjudication_id)) AS first,
         max_by(outcome, struct(sequence_number, adjudicated_at, adjudication_id)) AS last_outcome,
         count_if(decision_type = 'APPEAL') > 0 AS appealed
  FROM ${claim_adjudications}
  WHERE adjudicated_at <= :as_of
  GROUP BY claim_id
),
judged AS (
  SELECT *,
         trunc(from_utc_timestamp(first.adjudicated_at, :business_zone), 'MM') AS month,
         count(*) OVER (PARTITION BY trunc(from_utc_timestamp(first.adjudicated_at, :business_zone), 'MM'), first.payer_id) AS adjudicated,
         count_if(first.outcome = 'DENIED')
           OVER (PARTITION BY trunc(from_utc_timestamp(first.adjudicated_at, :business_zone), 'MM'), first.payer_id) AS denied
  FROM decisions
),
reasons AS (
  SELECT month, first.payer_id AS payer_id,
         coalesce(first.denial_category, 'UNSTATED') AS category,
         coalesce(first.denial_reason_code, 'NONE') AS reason_code,
         max(adjudicated) AS adjudicated_of_payer,
         max(denied) AS denied_of_payer,
         count_if(first.outcome = 'DENIED') AS denied,
         count_if(first.outcome = 'PARTIALLY_APPROVED') AS partially_approved,
         count_if(first.outcome = 'DENIED' AND appealed) AS appealed,
         count_if(first.outcome = 'DENIED' AND last_outcome <> 'DENIED') AS overturned,
         coalesce(sum(first.billed_amount) FILTER (WHERE first.outcome = 'DENIED'), 0) AS denied_amount,
         coalesce(sum(first.billed_amount) FILTER (WHERE first.outcome = 'DENIED' AND last_outcome <> 'DENIED'), 0) AS overturned_amount
  FROM judged
  WHERE first.outcome <> 'APPROVED'
  GROUP BY month, first.payer_id, coalesce(first.denial_category, 'UNSTATED'), coalesce(first.denial_reason_code, 'NONE')
)
SELECT
  r.month AS decision_month,
  r.payer_id,
  p.payer_name,
  p.payer_type,
  r.category AS denial_category,
  r.reason_code AS denial_reason_code,
  cast(r.denied AS int) AS claims_denied,
  cast(r.partially_approved AS int) AS claims_partially_approved,
  cast(r.denied_amount AS decimal(18,2)) AS denied_amount,
  cast(r.appealed AS int) AS claims_appealed,
  cast(r.overturned AS int) AS claims_overturned,
  cast(r.overturned_amount AS decimal(18,2)) AS overturned_amount,
  cast(r.adjudicated_of_payer AS int) AS claims_adjudicated_of_payer,
  cast(cast(r.denied AS decimal(18,0)) / nullif(r.adjudicated_of_payer, 0) AS decimal(5,4)) AS denial_rate,
  cast(cast(r.denied AS decimal(18,0)) / nullif(r.denied_of_payer, 0) AS decimal(5,4)) AS share_of_denials
FROM reasons r
LEFT JOIN ${payers} p ON p.payer_id = r.payer_id
