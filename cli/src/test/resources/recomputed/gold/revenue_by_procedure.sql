-- Every posting meets every line of its invoice; a line takes what the lines up to it deserve less what the lines before it do.
WITH line AS (
  SELECT invoice_id, line_id, procedure_code, service_date, quantity, cents(charge_amount) AS charge,
         (SELECT coalesce(sum(cents(e.charge_amount)), 0) FROM silver.billing_invoice_lines e
          WHERE e.invoice_id = l.invoice_id AND e.status <> 'VOID' AND e.line_id < l.line_id) AS before_it,
         (SELECT sum(cents(e.charge_amount)) FROM silver.billing_invoice_lines e
          WHERE e.invoice_id = l.invoice_id AND e.status <> 'VOID') AS whole,
         line_id = (SELECT min(e.line_id) FROM silver.billing_invoice_lines e
                    WHERE e.invoice_id = l.invoice_id AND e.status <> 'VOID') AS is_first
  FROM silver.billing_invoice_lines l WHERE status <> 'VOID'
),
posting AS (
  SELECT invoice_id, invoice_line_id AS named_line, month_of(posting_date) AS month,
         sum(CASE transaction_type WHEN 'PAYMENT' THEN cents(amount) ELSE -cents(amount) END) AS amount,
         invoice_line_id IN (SELECT line_id FROM line) AND
           EXISTS (SELECT 1 FROM line l WHERE l.line_id = p.invoice_line_id AND l.invoice_id = p.invoice_id) AS has_line
  FROM silver.payments p
  WHERE transaction_type IN ('PAYMENT', 'REFUND') AND status = 'POSTED' AND posting_date <= as_of_day()
  GROUP BY ALL
),
earned AS (
  SELECT p.month, coalesce(l.procedure_code, 'NONE') AS code,
         CASE WHEN l.line_id IS NULL OR p.has_line THEN p.amount
              WHEN l.whole = 0 THEN if(l.is_first, p.amount, 0)
              ELSE share(p.amount * (l.before_it + l.charge), l.whole, 0)::HUGEINT - share(p.amount * l.before_it, l.whole, 0)::HUGEINT END AS revenue
  FROM posting p
  LEFT JOIN line l ON l.invoice_id = p.invoice_id AND (NOT coalesce(p.has_line, false) OR l.line_id = p.named_line)
),
charged AS (
  SELECT month_of(l.service_date) AS month, l.procedure_code AS code, l.quantity, l.charge
  FROM line l JOIN silver.billing_invoices i USING (invoice_id)
  WHERE i.status NOT IN ('DRAFT', 'VOID') AND l.service_date <= as_of_day()
)
SELECT month AS revenue_month, code AS procedure_code, r.name AS procedure_name,
       CASE WHEN code = 'NONE' THEN 'UNASSIGNED' WHEN r.code IS NULL THEN 'OTHER' ELSE r.service_line END AS service_line,
       (SELECT coalesce(sum(quantity), 0) FROM charged c WHERE c.month = k.month AND c.code = k.code)::DECIMAL(16, 2) AS units,
       ((SELECT coalesce(sum(charge), 0) FROM charged c WHERE c.month = k.month AND c.code = k.code)::DECIMAL(30, 2) / 100)::DECIMAL(18, 2) AS charge_amount,
       ((SELECT coalesce(sum(revenue), 0) FROM earned e WHERE e.month = k.month AND e.code = k.code)::DECIMAL(30, 2) / 100)::DECIMAL(18, 2) AS revenue
FROM (SELECT month, code FROM charged UNION SELECT month, code FROM earned) k
LEFT JOIN silver.ref_cpt_hcpcs r USING (code)
