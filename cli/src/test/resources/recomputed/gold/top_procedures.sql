-- A code's rank is the number of codes that brought more, or as much with a smaller code, and one.
WITH span AS (
  SELECT 'MONTH' AS period, revenue_month AS period_month, revenue_month AS first_month
  FROM recomputed.revenue_by_procedure GROUP BY revenue_month
  UNION ALL
  SELECT 'TWELVE_MONTHS', month_of(as_of_day()), months_after(month_of(as_of_day()), -11)
),
earned AS (
  SELECT period, period_month, procedure_code, any_value(procedure_name) AS procedure_name, any_value(service_line) AS service_line,
         sum(units) AS units, sum(charge_amount) AS charge_amount, sum(revenue) AS revenue
  FROM span JOIN recomputed.revenue_by_procedure ON revenue_month BETWEEN first_month AND period_month
  GROUP BY ALL
)
SELECT period, period_month,
       1 + (SELECT count(*) FROM earned b
            WHERE b.period = e.period AND b.period_month = e.period_month AND b.procedure_code <> 'NONE'
              AND (b.revenue > e.revenue OR (b.revenue = e.revenue AND b.procedure_code < e.procedure_code))) AS revenue_rank,
       procedure_code, procedure_name, service_line, units::DECIMAL(16, 2) AS units, charge_amount::DECIMAL(18, 2) AS charge_amount,
       revenue::DECIMAL(18, 2) AS revenue,
       capped(share(cents(revenue), (SELECT cents(sum(a.revenue)) FROM earned a WHERE a.period = e.period AND a.period_month = e.period_month), 4), 0, 9.9999)
         ::DECIMAL(5, 4) AS revenue_share
FROM earned e
WHERE procedure_code <> 'NONE' AND revenue > 0
QUALIFY row_number() OVER (PARTITION BY period, period_month ORDER BY revenue DESC, procedure_code) <= 10
