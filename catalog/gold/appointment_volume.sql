-- Visits by the month, weekday and local hour for which they were planned, and by their type.
SELECT
  cast(trunc(day, 'MONTH') AS date) AS month_start,
  appointment_type,
  weekday(day) + 1 AS day_of_week,
  date_format(day, 'EEEE') AS day_name,
  hour(local_start) AS hour_of_day,
  cast(count(*) AS int) AS booked,
  cast(count_if(status NOT IN ('CANCELLED', 'RESCHEDULED')) AS int) AS scheduled,
  cast(count_if(status = 'COMPLETED') AS int) AS completed,
  cast(count_if(status = 'NO_SHOW') AS int) AS no_shows,
  cast(count_if(status IN ('CANCELLED', 'RESCHEDULED')) AS int) AS cancelled_or_moved,
  cast(count_if(status = 'COMPLETED' AND modality = 'TELEMEDICINE') AS int) AS completed_by_video,
  cast(cast(count_if(status = 'NO_SHOW') AS decimal(18,0))
       / nullif(count_if(status IN ('COMPLETED', 'NO_SHOW')), 0) AS decimal(5,4)) AS no_show_rate,
  max(_source_ts) AS record_last_updated
FROM (
  SELECT *, to_date(local_start) AS day
  FROM (SELECT *, from_utc_timestamp(scheduled_start, :business_zone) AS local_start FROM ${appointments})
)
-- The months through next month's end: what is booked ahead belongs to the plan.
WHERE day >= add_months(cast(trunc(:as_of_date, 'MONTH') AS date), -13)
  AND day < add_months(cast(trunc(:as_of_date, 'MONTH') AS date), 2)
GROUP BY 1, 2, 3, 4, 5
