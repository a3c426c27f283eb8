-- What each payer was asked for, decided and paid, by month. Money is counted under whoever paid it;
-- patients and others are one row, so that the rows of a month add up to its revenue.
WITH first_adjudications AS (
  SELECT claim_id,
         min_by(struct(payer_id, outcome, adjudicated_at, billed_amount, allowed_amount),
                struct(sequence_number, adjudicated_at, adjudication_id)) AS first
  FROM ${claim_adjudications}
  WHERE adjudicated_at <= :as_of
  GROUP BY claim_id
),
decided AS (
  SELECT c.payer_id AS asked_payer_id, coalesce(a.first.payer_id, c.payer_id) AS decided_payer_id, a.first,
         if(c.status <> 'DRAFT' AND c.frequency_code <> '8' AND c.submitted_at <= :as_of, c.submitted_at, NULL) AS submitted_at,
         c.total_charge_amount,
         if(a.first.adjudicated_at >= c.submitted_at,
            unix_seconds(a.first.adjudicated_at) - unix_seconds(c.submitted_at), NULL) AS seconds
  FROM ${claims} c
  FULL OUTER JOIN first_adjudications a ON a.claim_id = c.claim_id
),
events AS (
  SELECT asked_payer_id AS payer_id, trunc(from_utc_timestamp(submitted_at, :business_zone), 'MM') AS month,
         'SUBMITTED' AS name, cast(total_charge_amount AS decimal(24,2)) AS amount, cast(NULL AS decimal(24,2)) AS allowed, cast(NULL AS bigint) AS seconds
  FROM decided
  WHERE submitted_at IS NOT NULL
  UNION ALL
  SELECT decided_payer_id, trunc(from_utc_timestamp(first.adjudicated_at, :business_zone), 'MM'),
         first.outcome, first.billed_amount, first.allowed_amount, seconds
  FROM decided
  WHERE first IS NOT NULL
  UNION ALL
  SELECT coalesce(payer_id, 'PATIENT'), trunc(posting_date, 'MM'),
         'REVENUE', if(transaction_type = 'REFUND', -amount, amount), NULL, NULL
  FROM ${payments}
  WHERE status = 'POSTED' AND transaction_type IN ('PAYMENT', 'REFUND') AND posting_date <= :as_of_date
),
months AS (
  SELECT month, payer_id,
         count_if(name = 'SUBMITTED') AS submitted,
         count_if(name = 'APPROVED') AS approved,
         count_if(name = 'PARTIALLY_APPROVED') AS partially_approved,
         count_if(name = 'DENIED') AS denied,
         count_if(name IN ('APPROVED', 'PARTIALLY_APPROVED', 'DENIED')) AS adjudicated,
         coalesce(sum(amount) FILTER (WHERE name = 'SUBMITTED'), 0) AS submitted_amount,
         coalesce(sum(amount) FILTER (WHERE name IN ('APPROVED', 'PARTIALLY_APPROVED', 'DENIED')), 0) AS billed_amount,
         coalesce(sum(allowed), 0) AS allowed_amount,
         avg(seconds) / 86400 AS days_to_decision,
         coalesce(sum(amount) FILTER (WHERE name = 'REVENUE'), 0) AS revenue
  FROM events
  GROUP BY month, payer_id
)
SELECT
  m.month AS metric_month,
  m.payer_id,
  CASE WHEN m.payer_id = 'PATIENT' THEN 'Patients and others' ELSE p.payer_name END AS payer_name,
  CASE WHEN m.payer_id = 'PATIENT' THEN 'PATIENT' ELSE p.payer_type END AS payer_type,
  cast(m.submitted AS int) AS claims_submitted,
  cast(m.adjudicated AS int) AS claims_adjudicated,
  cast(m.approved AS int) AS claims_approved,
  cast(m.partially_approved AS int) AS claims_partially_approved,
  cast(m.denied AS int) AS claims_denied,
  cast(cast(m.denied AS decimal(18,0)) / nullif(m.adjudicated, 0) AS decimal(5,4)) AS denial_rate,
  cast(cast(m.approved + m.partially_approved AS decimal(18,0)) / nullif(m.adjudicated, 0) AS decimal(5,4)) AS insurance_approval_rate,
  cast(m.submitted_amount AS decimal(18,2)) AS submitted_amount,
  cast(m.billed_amount AS decimal(18,2)) AS billed_amount,
  cast(m.allowed_amount AS decimal(18,2)) AS allowed_amount,
  cast(if(m.days_to_decision > 9999.9, 9999.9, m.days_to_decision) AS decimal(5,1)) AS days_to_decision_avg,
  cast(m.revenue AS decimal(18,2)) AS revenue,
  cast(if(sum(m.revenue) OVER (PARTITION BY m.month) > 0,
          least(greatest(m.revenue / nullif(sum(m.revenue) OVER (PARTITION BY m.month), 0), -9.9999), 9.9999), NULL) AS decimal(5,4)) AS revenue_share
FROM months m
LEFT JOIN ${payers} p ON p.payer_id = m.payer_id
