-- Money by procedure and month. A posting to a line belongs to its procedure; a posting to the invoice
-- as a whole is spread over the lines by their charges, to the cent: every line takes the rounded sum
-- up to itself less the rounded sum before it, so that the parts add up to the posting.
WITH postings AS (
  SELECT invoice_id, collect_list(struct(line_id, month, amount)) AS postings
  FROM (
    SELECT invoice_id, invoice_line_id AS line_id, trunc(posting_date, 'MM') AS month,
           cast(sum(if(transaction_type = 'REFUND', -amount, amount)) AS decimal(16,2)) AS amount
    FROM ${payments}
    WHERE status = 'POSTED' AND transaction_type IN ('PAYMENT', 'REFUND') AND posting_date <= :as_of_date
    GROUP BY invoice_id, invoice_line_id, trunc(posting_date, 'MM')
  )
  GROUP BY invoice_id
),
lines AS (
  SELECT coalesce(l.invoice_id, p.invoice_id) AS invoice_id, l.line_id,
         coalesce(l.procedure_code, 'NONE') AS procedure_code,
         coalesce(cast(l.charge_amount AS decimal(16,2)), 0) AS charge_amount,
         l.quantity, l.service_date,
         i.status NOT IN ('DRAFT', 'VOID') AND l.service_date <= :as_of_date AS is_charged,
         p.postings
  FROM (SELECT * FROM ${billing_invoice_lines} WHERE status <> 'VOID') l
  LEFT JOIN ${billing_invoices} i ON i.invoice_id = l.invoice_id
  FULL OUTER JOIN postings p ON p.invoice_id = l.invoice_id
),
weighed AS (
  SELECT *,
         collect_set(line_id) OVER (PARTITION BY invoice_id) AS line_ids,
         row_number() OVER (PARTITION BY invoice_id ORDER BY line_id) AS place,
         nullif(cast(sum(charge_amount) OVER (PARTITION BY invoice_id) AS decimal(16,2)), 0) AS whole,
         cast(sum(charge_amount) OVER (PARTITION BY invoice_id ORDER BY line_id ROWS UNBOUNDED PRECEDING) AS decimal(16,2)) AS up_to_here
  FROM lines
),
entries AS (
  SELECT procedure_code, entry.*
  FROM weighed
  LATERAL VIEW explode(concat(
    if(is_charged, array(named_struct('month', trunc(service_date, 'MM'), 'units', cast(quantity AS decimal(16,2)),
                                      'charge_amount', charge_amount, 'revenue', cast(0 AS decimal(16,2)))), array()),
    transform(coalesce(postings, array()), p -> named_struct(
      'month', p.month, 'units', cast(0 AS decimal(16,2)), 'charge_amount', cast(0 AS decimal(16,2)),
      'revenue', cast(CASE
        WHEN array_contains(line_ids, p.line_id) THEN if(line_id = p.line_id, p.amount, 0)
        WHEN whole IS NULL THEN if(place = 1, p.amount, 0)
        ELSE round(p.amount * (up_to_here / whole), 2) - round(p.amount * ((up_to_here - charge_amount) / whole), 2)
      END AS decimal(16,2)))))) AS entry
),
months AS (
  SELECT month, procedure_code, sum(units) AS units, sum(charge_amount) AS charge_amount, sum(revenue) AS revenue
  FROM entries
  GROUP BY month, procedure_code
)
SELECT
  m.month AS revenue_month,
  m.procedure_code,
  c.name AS procedure_name,
  CASE WHEN m.procedure_code = 'NONE' THEN 'UNASSIGNED' ELSE coalesce(c.service_line, 'OTHER') END AS service_line,
  cast(m.units AS decimal(16,2)) AS units,
  cast(m.charge_amount AS decimal(18,2)) AS charge_amount,
  cast(m.revenue AS decimal(18,2)) AS revenue
FROM months m
LEFT JOIN ${ref_cpt_hcpcs} c ON c.code = m.procedure_code
