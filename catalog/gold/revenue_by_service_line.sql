-- The procedures of a service line together; shares are of all money of the month.
WITH months AS (
  SELECT revenue_month, service_line, sum(charge_amount) AS charge_amount, sum(revenue) AS revenue
  FROM ${revenue_by_procedure}
  GROUP BY revenue_month, service_line
)
SELECT
  revenue_month,
  service_line,
  cast(charge_amount AS decimal(18,2)) AS charge_amount,
  cast(revenue AS decimal(18,2)) AS revenue,
  cast(if(sum(revenue) OVER (PARTITION BY revenue_month) > 0,
          least(greatest(revenue / nullif(sum(revenue) OVER (PARTITION BY revenue_month), 0), -9.9999), 9.9999), NULL) AS decimal(5,4)) AS revenue_share,
  cast(sum(revenue) OVER (PARTITION BY service_line, year(revenue_month) ORDER BY revenue_month) AS decimal(18,2)) AS revenue_year_to_date
FROM months
