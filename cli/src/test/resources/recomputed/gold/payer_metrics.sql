-- A grid of months and payers, each cell asking the three sources for itself.
WITH first AS (
  SELECT DISTINCT ON (claim_id) a.*, c.payer_id AS asked, c.submitted_at
  FROM silver.claim_adjudications a LEFT JOIN silver.claims c USING (claim_id)
  WHERE adjudicated_at <= as_of()
  ORDER BY claim_id, sequence_number, adjudicated_at, adjudication_id
),
decision AS (
  SELECT *, month_of(local_day(adjudicated_at)) AS month, coalesce(payer_id, asked) AS payer FROM first
),
submission AS (
  SELECT month_of(local_day(submitted_at)) AS month, payer_id AS payer, total_charge_amount
  FROM silver.claims
  WHERE submitted_at <= as_of() AND NOT (status = 'DRAFT' OR frequency_code = '8')
),
money AS (
  SELECT month_of(posting_date) AS month, ifnull(payer_id, 'PATIENT') AS payer,
         CASE transaction_type WHEN 'PAYMENT' THEN amount WHEN 'REFUND' THEN 0 - amount END AS amount
  FROM silver.payments
  WHERE status = 'POSTED' AND transaction_type IN ('PAYMENT', 'REFUND') AND posting_date <= as_of_day()
),
cell AS (
  SELECT month, payer FROM decision UNION SELECT month, payer FROM submission UNION SELECT month, payer FROM money
),
figure AS (
SELECT month AS metric_month, payer AS payer_id,
       CASE payer WHEN 'PATIENT' THEN 'Patients and others' ELSE (SELECT payer_name FROM silver.payers p WHERE p.payer_id = c.payer) END AS payer_name,
       CASE payer WHEN 'PATIENT' THEN 'PATIENT' ELSE (SELECT payer_type FROM silver.payers p WHERE p.payer_id = c.payer) END AS payer_type,
       (SELECT count(*) FROM submission s WHERE s.month = c.month AND s.payer = c.payer) AS claims_submitted,
       (SELECT count(*) FROM decision d WHERE d.month = c.month AND d.payer = c.payer) AS claims_adjudicated,
       (SELECT count(*) FROM decision d WHERE d.month = c.month AND d.payer = c.payer AND outcome = 'APPROVED') AS claims_approved,
       (SELECT count(*) FROM decision d WHERE d.month = c.month AND d.payer = c.payer AND outcome = 'PARTIALLY_APPROVED') AS claims_partially_approved,
       (SELECT count(*) FROM decision d WHERE d.month = c.month AND d.payer = c.payer AND outcome = 'DENIED') AS claims_denied,
       coalesce((SELECT sum(total_charge_amount) FROM submission s WHERE s.month = c.month AND s.payer = c.payer), 0)::DECIMAL(18, 2) AS submitted_amount,
       coalesce((SELECT sum(billed_amount) FROM decision d WHERE d.month = c.month AND d.payer = c.payer), 0)::DECIMAL(18, 2) AS billed_amount,
       coalesce((SELECT sum(allowed_amount) FROM decision d WHERE d.month = c.month AND d.payer = c.payer), 0)::DECIMAL(18, 2) AS allowed_amount,
       (SELECT share(sum(seconds(adjudicated_at) - seconds(submitted_at)), count(*) * 86400, 1)
        FROM decision d WHERE d.month = c.month AND d.payer = c.payer AND adjudicated_at >= submitted_at)::DECIMAL(5, 1) AS days_to_decision_avg,
       coalesce((SELECT sum(amount) FROM money m WHERE m.month = c.month AND m.payer = c.payer), 0)::DECIMAL(18, 2) AS revenue,
       (SELECT cents(sum(amount)) FROM money m WHERE m.month = c.month) AS revenue_of_month
FROM cell c
)
SELECT * EXCLUDE (revenue_of_month),
       share(claims_denied, claims_adjudicated, 4)::DECIMAL(5, 4) AS denial_rate,
       share(claims_adjudicated - claims_denied, claims_adjudicated, 4)::DECIMAL(5, 4) AS insurance_approval_rate,
       capped(share(cents(revenue), revenue_of_month, 4), -9.9999, 9.9999)::DECIMAL(5, 4) AS revenue_share
FROM figure
