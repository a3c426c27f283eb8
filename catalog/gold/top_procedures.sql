-- The ten procedures that brought the most money in each month and in the twelve months up to as-of.
WITH money AS (
  SELECT stack(2, 'MONTH', revenue_month,
                  if(revenue_month > add_months(trunc(:as_of_date, 'MM'), -12), 'TWELVE_MONTHS', NULL), trunc(:as_of_date, 'MM')
         ) AS (period, period_month),
         procedure_code, procedure_name, service_line, units, charge_amount, revenue
  FROM ${revenue_by_procedure}
),
sums AS (
  SELECT period, period_month, procedure_code,
         max(procedure_name) AS procedure_name, max(service_line) AS service_line,
         sum(units) AS units, sum(charge_amount) AS charge_amount, sum(revenue) AS revenue
  FROM money
  WHERE period IS NOT NULL
  GROUP BY period, period_month, procedure_code
),
ranked AS (
  SELECT *,
         sum(revenue) OVER (PARTITION BY period, period_month) AS all_revenue,
         row_number() OVER (PARTITION BY period, period_month
                            ORDER BY procedure_code = 'NONE', revenue DESC, procedure_code) AS revenue_rank
  FROM sums
)
SELECT
  period,
  period_month,
  cast(revenue_rank AS int) AS revenue_rank,
  procedure_code,
  procedure_name,
  service_line,
  cast(units AS decimal(16,2)) AS units,
  cast(charge_amount AS decimal(18,2)) AS charge_amount,
  cast(revenue AS decimal(18,2)) AS revenue,
  cast(if(all_revenue > 0, least(revenue / nullif(all_revenue, 0), 9.9999), NULL) AS decimal(5,4)) AS revenue_share
FROM ranked
WHERE revenue_rank <= 10 AND revenue > 0 AND procedure_code <> 'NONE'
