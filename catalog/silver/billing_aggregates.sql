-- Money of a patient by month of service. Payments follow the invoice they are posted to, so that
-- charges and what became of them stand side by side.
WITH charges AS (
  SELECT i.invoice_id, i.patient_id, trunc(i.service_date, 'MM') AS service_month,
         coalesce(sum(l.charge_amount), 0) AS charge_amount,
         max(greatest(i._source_ts, l._source_ts)) AS updated
  FROM ${billing_invoices} i
  LEFT JOIN ${billing_invoice_lines} l ON l.invoice_id = i.invoice_id AND l.status <> 'VOID'
  WHERE i.status NOT IN ('DRAFT', 'VOID')
  GROUP BY i.invoice_id, i.patient_id, trunc(i.service_date, 'MM')
),
postings AS (
  SELECT invoice_id,
         coalesce(sum(amount) FILTER (WHERE transaction_type = 'PAYMENT' AND payment_source = 'INSURANCE'), 0) AS insurance_paid,
         coalesce(sum(amount) FILTER (WHERE transaction_type = 'PAYMENT' AND payment_source <> 'INSURANCE'), 0) AS patient_paid,
         coalesce(sum(amount) FILTER (WHERE transaction_type = 'REFUND'), 0) AS refunded,
         coalesce(sum(amount) FILTER (WHERE transaction_type = 'CONTRACTUAL_ADJUSTMENT'), 0) AS adjusted,
         coalesce(sum(amount) FILTER (WHERE transaction_type = 'WRITE_OFF'), 0) AS written_off,
         max(_source_ts) AS updated
  FROM ${payments}
  WHERE status = 'POSTED' AND posting_date <= :as_of_date
  GROUP BY invoice_id
),
months AS (
  SELECT c.patient_id, c.service_month,
         count(*) AS invoices,
         sum(c.charge_amount) AS charge_amount,
         sum(coalesce(p.adjusted, 0)) AS adjusted,
         sum(coalesce(p.insurance_paid, 0)) AS insurance_paid,
         sum(coalesce(p.patient_paid, 0)) AS patient_paid,
         sum(coalesce(p.refunded, 0)) AS refunded,
         sum(coalesce(p.written_off, 0)) AS written_off,
         max(greatest(c.updated, p.updated)) AS updated
  FROM charges c
  LEFT JOIN postings p ON p.invoice_id = c.invoice_id
  GROUP BY c.patient_id, c.service_month
)
SELECT
  patient_id,
  service_month,
  cast(invoices AS int) AS invoices,
  cast(charge_amount AS decimal(18,2)) AS charge_amount,
  cast(adjusted AS decimal(18,2)) AS contractual_adjustment_amount,
  cast(insurance_paid AS decimal(18,2)) AS insurance_paid_amount,
  cast(patient_paid AS decimal(18,2)) AS patient_paid_amount,
  cast(refunded AS decimal(18,2)) AS refund_amount,
  cast(written_off AS decimal(18,2)) AS write_off_amount,
  cast(charge_amount - adjusted - insurance_paid - patient_paid + refunded - written_off AS decimal(18,2)) AS open_amount,
  updated AS record_last_updated
FROM months
