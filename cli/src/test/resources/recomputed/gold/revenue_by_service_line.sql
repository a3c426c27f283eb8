-- Line by line; its share and its year are looked up in the months of all lines.
WITH line AS (
  SELECT revenue_month, service_line, sum(charge_amount) AS charge_amount, sum(revenue) AS revenue
  FROM recomputed.revenue_by_procedure GROUP BY revenue_month, service_line
)
SELECT revenue_month, service_line, charge_amount::DECIMAL(18, 2) AS charge_amount, revenue::DECIMAL(18, 2) AS revenue,
       capped(share(cents(revenue), (SELECT cents(sum(m.revenue)) FROM line m WHERE m.revenue_month = l.revenue_month), 4), -9.9999, 9.9999)::DECIMAL(5, 4)
         AS revenue_share,
       (SELECT sum(y.revenue) FROM line y
        WHERE y.service_line = l.service_line AND y.revenue_month BETWEEN date_trunc('year', l.revenue_month) AND l.revenue_month)::DECIMAL(18, 2)
         AS revenue_year_to_date
FROM line l
