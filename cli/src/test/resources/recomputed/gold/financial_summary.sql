-- Day by day, each figure summed over everything that happened up to it; nothing is carried from one day to the next.
WITH day AS (
  SELECT unnest(generate_series(as_of_day() - 89, as_of_day(), INTERVAL 1 DAY))::DATE AS day
),
invoice AS (
  SELECT invoice_id, service_date, total_charge_amount AS charge, coalesce(expected_adjustment_amount, 0) AS expected,
         coalesce(local_day(posted_at), service_date) AS charged_on,
         (SELECT min(posting_date) FROM silver.payments p
          WHERE p.invoice_id = i.invoice_id AND status = 'POSTED' AND transaction_type IN ('CONTRACTUAL_ADJUSTMENT', 'WRITE_OFF')) AS adjusted_on
  FROM silver.billing_invoices i
  WHERE status IN ('ISSUED', 'PARTIALLY_PAID', 'PAID', 'IN_COLLECTION', 'WRITTEN_OFF')
),
posting AS (
  SELECT transaction_type AS kind, amount, posting_date AS posted_on, i.service_date
  FROM silver.payments LEFT JOIN invoice i USING (invoice_id) WHERE status = 'POSTED'
),
revenue AS (
  SELECT posted_on, sum(if(kind = 'PAYMENT', amount, -amount)) AS amount FROM posting WHERE kind IN ('PAYMENT', 'REFUND') GROUP BY ALL
),
decision AS (
  SELECT local_day(f.adjudicated_at) AS day, f.outcome
  FROM (SELECT arg_min(a, (sequence_number, adjudicated_at, adjudication_id)) AS f
        FROM silver.claim_adjudications a WHERE adjudicated_at <= as_of() GROUP BY claim_id)
),
fraud AS (
  SELECT local_day(f.confirmed_at) AS day, f.claim_payment_state AS state,
         CASE f.claim_payment_state
           WHEN 'UNPAID' THEN f.allowed_amount
           WHEN 'RECOUPED' THEN least(coalesce(f.recouped_amount, f.allowed_amount), f.allowed_amount)
           WHEN 'PARTLY_RECOUPED' THEN least(coalesce(f.recouped_amount, 0), f.allowed_amount) END AS saved
  FROM (SELECT arg_min(a, (confirmed_at, fraud_alert_id)) AS f
        FROM silver.fraud_alerts a WHERE status = 'CONFIRMED' AND confirmed_at <= as_of() GROUP BY claim_id)
),
figure AS (
  SELECT day,
    (SELECT count(*) FROM silver.claims c
     WHERE local_day(submitted_at) = d.day AND submitted_at <= as_of() AND status <> 'DRAFT' AND frequency_code IN ('1', '7')) AS submitted,
    (SELECT count(*) FROM decision e WHERE e.day = d.day) AS adjudicated,
    (SELECT count(*) FROM decision e WHERE e.day = d.day AND outcome = 'APPROVED') AS approved,
    (SELECT count(*) FROM decision e WHERE e.day = d.day AND outcome = 'PARTIALLY_APPROVED') AS partly,
    (SELECT count(*) FROM decision e WHERE e.day = d.day AND outcome = 'DENIED') AS denied,
    (SELECT coalesce(sum(charge), 0) FROM invoice i WHERE i.service_date = d.day) AS charges,
    (SELECT coalesce(sum(amount), 0) FROM revenue r WHERE r.posted_on = d.day) AS revenue,
    (SELECT coalesce(sum(amount), 0) FROM revenue r WHERE r.posted_on BETWEEN date_trunc('month', d.day) AND d.day) AS month_to_date,
    (SELECT coalesce(sum(amount), 0) FROM revenue r WHERE r.posted_on BETWEEN date_trunc('year', d.day) AND d.day) AS year_to_date,
    (SELECT coalesce(sum(amount), 0) FROM revenue r WHERE r.posted_on BETWEEN d.day - 89 AND d.day) AS ninety_days,
    (SELECT coalesce(sum(charge - if(adjusted_on <= d.day, 0, expected)), 0) FROM invoice i WHERE i.charged_on <= d.day)
      + (SELECT coalesce(sum(if(kind = 'REFUND', amount, -amount)), 0) FROM posting p
         WHERE p.posted_on <= d.day AND p.service_date IS NOT NULL) AS receivable,
    (SELECT coalesce(sum(charge), 0) FROM invoice i
     WHERE i.charged_on <= d.day AND d.day - i.service_date BETWEEN 120 AND 484)
      - (SELECT coalesce(sum(amount), 0) FROM posting p
         WHERE kind = 'CONTRACTUAL_ADJUSTMENT' AND p.posted_on <= d.day AND d.day - p.service_date BETWEEN 120 AND 484) AS collectable,
    (SELECT coalesce(sum(if(kind = 'PAYMENT', amount, -amount)), 0) FROM posting p
     WHERE kind IN ('PAYMENT', 'REFUND') AND p.posted_on <= d.day AND d.day - p.service_date BETWEEN 120 AND 484) AS collected,
    (SELECT coalesce(sum(saved), 0) FROM fraud f WHERE f.day = d.day AND state = 'UNPAID') AS prevented,
    (SELECT coalesce(sum(saved), 0) FROM fraud f WHERE f.day = d.day AND state <> 'UNPAID') AS recovered,
    (SELECT coalesce(sum(saved), 0) FROM fraud f WHERE f.day BETWEEN date_trunc('year', d.day) AND d.day) AS saved
  FROM day d
)
SELECT day AS summary_date, submitted AS claims_submitted, adjudicated AS claims_adjudicated, approved AS claims_approved,
       partly AS claims_partially_approved, denied AS claims_denied,
       share(denied, adjudicated, 4)::DECIMAL(5, 4) AS denial_rate,
       share(approved + partly, adjudicated, 4)::DECIMAL(5, 4) AS insurance_approval_rate,
       charges::DECIMAL(16, 2) AS charge_amount, revenue::DECIMAL(16, 2) AS revenue,
       month_to_date::DECIMAL(16, 2) AS revenue_month_to_date, year_to_date::DECIMAL(16, 2) AS revenue_year_to_date,
       receivable::DECIMAL(16, 2) AS net_receivables,
       capped(share(cents(receivable) * 90, cents(ninety_days), 1), -99999.9, 99999.9)::DECIMAL(6, 1) AS days_in_ar,
       collectable::DECIMAL(16, 2) AS collectable_amount, collected::DECIMAL(16, 2) AS collected_amount,
       capped(share(cents(collected), cents(collectable), 4), -9.9999, 9.9999)::DECIMAL(5, 4) AS collection_rate,
       prevented::DECIMAL(16, 2) AS fraud_prevented_amount, recovered::DECIMAL(16, 2) AS fraud_recovered_amount,
       saved::DECIMAL(16, 2) AS fraud_savings_year_to_date,
       day < as_of_day() AS is_complete_day
FROM figure
