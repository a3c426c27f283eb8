-- One row per business day. Money is a ledger: every charge and every posting is an entry on the day on
-- which it counts. What stands open on a day is the sum of all entries so far.
WITH ledger AS (
  SELECT invoice_id, 'CHARGE' AS kind, cast(total_charge_amount AS decimal(24,2)) AS amount, service_date,
         cast(coalesce(expected_adjustment_amount, 0) AS decimal(24,2)) AS expected,
         coalesce(to_date(from_utc_timestamp(posted_at, :business_zone)), service_date) AS day
  FROM ${billing_invoices}
  WHERE status NOT IN ('DRAFT', 'VOID')
  UNION ALL
  SELECT invoice_id, transaction_type, amount, NULL, 0, posting_date
  FROM ${payments}
  WHERE status = 'POSTED'
),
accounts AS (
  SELECT *,
         max(service_date) OVER (PARTITION BY invoice_id) AS served,
         min(if(kind IN ('CONTRACTUAL_ADJUSTMENT', 'WRITE_OFF'), day, NULL)) OVER (PARTITION BY invoice_id) AS adjusted_day,
         cast(0 AS decimal(24,2)) AS nil
  FROM ledger
),
-- A posting follows the service date of its invoice. The adjustment expected from the fee schedule is
-- taken off the receivable until the first real adjustment or write-off replaces it.
valued AS (
  SELECT day, served, nil,
         CASE kind WHEN 'PAYMENT' THEN amount WHEN 'REFUND' THEN -amount ELSE nil END AS paid,
         if(kind = 'CHARGE', amount, nil) AS charged,
         cast(CASE WHEN served IS NULL THEN nil
                   WHEN kind = 'CHARGE' THEN amount - expected
                   WHEN kind = 'REFUND' THEN amount
                   ELSE -amount END AS decimal(24,2)) AS receivable,
         CASE kind WHEN 'CHARGE' THEN amount WHEN 'CONTRACTUAL_ADJUSTMENT' THEN -amount ELSE nil END AS collectable,
         if(kind = 'CHARGE', expected, nil) AS expected,
         if(adjusted_day IS NULL, NULL, greatest(adjusted_day, day)) AS replaced_day,
         greatest(day, date_add(served, 120)) AS old_enough_day,
         date_add(served, 485) AS too_old_day
  FROM accounts
),
-- Collection looks at service dates that are 120 to 484 days old, so an entry comes and goes.
entries AS (
  SELECT stack(5,
           day,                                               paid, nil,     receivable, nil,   nil,
           served,                                            nil,  charged, nil,        nil,   nil,
           replaced_day,                                      nil,  nil,     expected,   nil,   nil,
           if(old_enough_day < too_old_day, old_enough_day, NULL), nil, nil, nil,        paid,  collectable,
           if(old_enough_day < too_old_day, too_old_day, NULL),    nil, nil, nil,       -paid, -collectable
         ) AS (day, revenue, charges, receivable, collected, collectable)
  FROM valued
),
first_adjudications AS (
  SELECT claim_id, min_by(struct(outcome, adjudicated_at), struct(sequence_number, adjudicated_at, adjudication_id)) AS first
  FROM ${claim_adjudications}
  WHERE adjudicated_at <= :as_of
  GROUP BY claim_id
),
-- However many suspicions a claim met, its money was saved once, with the first that was confirmed.
fraud AS (
  SELECT claim_id,
         min_by(struct(claim_payment_state, allowed_amount, recouped_amount, confirmed_at),
                struct(confirmed_at, fraud_alert_id)) AS first
  FROM ${fraud_alerts}
  WHERE status = 'CONFIRMED' AND confirmed_at <= :as_of
  GROUP BY claim_id
),
counts AS (
  SELECT to_date(from_utc_timestamp(submitted_at, :business_zone)) AS day, 'submitted' AS name, cast(1 AS decimal(24,2)) AS amount
  FROM ${claims}
  WHERE status <> 'DRAFT' AND frequency_code <> '8' AND submitted_at <= :as_of
  UNION ALL
  SELECT to_date(from_utc_timestamp(first.adjudicated_at, :business_zone)), lower(first.outcome), 1
  FROM first_adjudications
  UNION ALL
  SELECT to_date(from_utc_timestamp(first.confirmed_at, :business_zone)), 'prevented', first.allowed_amount
  FROM fraud
  WHERE first.claim_payment_state = 'UNPAID'
  UNION ALL
  SELECT to_date(from_utc_timestamp(first.confirmed_at, :business_zone)), 'recovered',
         least(coalesce(first.recouped_amount, if(first.claim_payment_state = 'RECOUPED', first.allowed_amount, 0)), first.allowed_amount)
  FROM fraud
  WHERE first.claim_payment_state IN ('RECOUPED', 'PARTLY_RECOUPED')
),
-- The first published day needs its year to date and 90 days of revenue.
calendar AS (
  SELECT explode(sequence(least(trunc(date_sub(:as_of_date, 89), 'YEAR'), date_sub(:as_of_date, 178)), :as_of_date)) AS day
),
money AS (
  SELECT greatest(e.day, c.first_day) AS day,
         sum(if(e.day >= c.first_day, e.revenue, 0)) AS revenue,
         sum(if(e.day >= c.first_day, e.charges, 0)) AS charges,
         sum(e.receivable) AS receivable,
         sum(e.collected) AS collected,
         sum(e.collectable) AS collectable
  FROM entries e
  CROSS JOIN (SELECT min(day) AS first_day FROM calendar) c
  WHERE e.day <= :as_of_date
  GROUP BY 1
),
counted AS (
  SELECT day,
         sum(amount) FILTER (WHERE name = 'submitted') AS submitted,
         sum(amount) FILTER (WHERE name = 'approved') AS approved,
         sum(amount) FILTER (WHERE name = 'partially_approved') AS partially_approved,
         sum(amount) FILTER (WHERE name = 'denied') AS denied,
         sum(amount) FILTER (WHERE name = 'prevented') AS prevented,
         sum(amount) FILTER (WHERE name = 'recovered') AS recovered
  FROM counts
  GROUP BY day
),
days AS (
  SELECT c.day,
         coalesce(n.submitted, 0) AS submitted,
         coalesce(n.approved, 0) AS approved,
         coalesce(n.partially_approved, 0) AS partially_approved,
         coalesce(n.denied, 0) AS denied,
         coalesce(n.approved, 0) + coalesce(n.partially_approved, 0) + coalesce(n.denied, 0) AS adjudicated,
         coalesce(n.prevented, 0) AS prevented,
         coalesce(n.recovered, 0) AS recovered,
         coalesce(m.charges, 0) AS charges,
         coalesce(m.revenue, 0) AS revenue,
         coalesce(sum(m.revenue) OVER (PARTITION BY trunc(c.day, 'MM') ORDER BY c.day), 0) AS revenue_month,
         coalesce(sum(m.revenue) OVER (PARTITION BY year(c.day) ORDER BY c.day), 0) AS revenue_year,
         coalesce(sum(n.prevented) OVER (PARTITION BY year(c.day) ORDER BY c.day), 0)
           + coalesce(sum(n.recovered) OVER (PARTITION BY year(c.day) ORDER BY c.day), 0) AS saved_year,
         coalesce(sum(m.revenue) OVER (ORDER BY c.day ROWS BETWEEN 89 PRECEDING AND CURRENT ROW), 0) AS revenue_90_days,
         coalesce(sum(m.receivable) OVER (ORDER BY c.day), 0) AS receivable,
         coalesce(sum(m.collected) OVER (ORDER BY c.day), 0) AS collected,
         coalesce(sum(m.collectable) OVER (ORDER BY c.day), 0) AS collectable
  FROM calendar c
  LEFT JOIN money m ON m.day = c.day
  LEFT JOIN counted n ON n.day = c.day
)
SELECT
  day AS summary_date,
  cast(submitted AS int) AS claims_submitted,
  cast(adjudicated AS int) AS claims_adjudicated,
  cast(approved AS int) AS claims_approved,
  cast(partially_approved AS int) AS claims_partially_approved,
  cast(denied AS int) AS claims_denied,
  cast(denied / nullif(adjudicated, 0) AS decimal(5,4)) AS denial_rate,
  cast((approved + partially_approved) / nullif(adjudicated, 0) AS decimal(5,4)) AS insurance_approval_rate,
  cast(charges AS decimal(16,2)) AS charge_amount,
  cast(revenue AS decimal(16,2)) AS revenue,
  cast(revenue_month AS decimal(16,2)) AS revenue_month_to_date,
  cast(revenue_year AS decimal(16,2)) AS revenue_year_to_date,
  cast(receivable AS decimal(16,2)) AS net_receivables,
  cast(if(revenue_90_days > 0,
          least(greatest(receivable / (nullif(revenue_90_days, 0) / 90), -99999.9), 99999.9), NULL) AS decimal(6,1)) AS days_in_ar,
  cast(collectable AS decimal(16,2)) AS collectable_amount,
  cast(collected AS decimal(16,2)) AS collected_amount,
  cast(if(collectable > 0,
          least(greatest(collected / nullif(collectable, 0), -9.9999), 9.9999), NULL) AS decimal(5,4)) AS collection_rate,
  cast(prevented AS decimal(16,2)) AS fraud_prevented_amount,
  cast(recovered AS decimal(16,2)) AS fraud_recovered_amount,
  cast(saved_year AS decimal(16,2)) AS fraud_savings_year_to_date,
  day < :as_of_date AS is_complete_day
FROM days
WHERE day > date_sub(:as_of_date, 90)
