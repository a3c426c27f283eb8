-- How the number of patients grew, month by month, for the three years that end with as-of's month.
-- Every number is written as changes (day, +1 or -1), summed up in order of months.
WITH people AS (
  SELECT user_id AS patient_id, to_date(from_utc_timestamp(registered_at, :business_zone)) AS registered_day,
         date_of_death, _source_ts
  FROM ${users}
  WHERE role = 'PATIENT' AND registered_at <= :as_of
),
-- A contact keeps a patient active for twelve months, or until the day of death.
contacts AS (
  SELECT patient_id, to_date(from_utc_timestamp(scheduled_start, :business_zone)) AS day
  FROM ${appointments}
  WHERE status = 'COMPLETED' AND scheduled_start <= :as_of
  UNION
  SELECT patient_id, to_date(from_utc_timestamp(admitted_at, :business_zone))
  FROM ${admissions}
  WHERE status <> 'CANCELLED' AND admitted_at <= :as_of
),
contact_spells AS (
  SELECT c.patient_id, greatest(c.day, p.registered_day) AS from_day,
         least(date_add(add_months(c.day, 12), 1),
               lead(c.day) OVER (PARTITION BY c.patient_id ORDER BY c.day),
               p.date_of_death) AS to_day
  FROM contacts c
  JOIN people p ON p.patient_id = c.patient_id
),
changes AS (
  SELECT registered_day AS day, 'registered' AS name, 1 AS delta, _source_ts FROM people
  UNION ALL
  SELECT date_of_death, 'died', 1, _source_ts FROM people WHERE date_of_death <= :as_of_date
  UNION ALL
  SELECT day, 'active', delta, NULL
  FROM (SELECT stack(2, from_day, 1, to_day, -1) AS (day, delta) FROM contact_spells WHERE from_day < to_day)
),
months AS (
  SELECT month_start, add_months(month_start, 1) AS month_end
  FROM (SELECT explode(transform(sequence(0, 36), k -> add_months(cast(trunc(:as_of_date, 'MONTH') AS date), -k))) AS month_start)
),
-- What came before the first month stands on the month before it.
monthly AS (
  SELECT greatest(cast(trunc(day, 'MONTH') AS date), add_months(cast(trunc(:as_of_date, 'MONTH') AS date), -37)) AS month_start,
         sum(delta) FILTER (WHERE name = 'registered') AS registered,
         sum(delta) FILTER (WHERE name = 'died') AS died,
         sum(delta) FILTER (WHERE name = 'active') AS active,
         max(_source_ts) AS record_last_updated
  FROM changes
  WHERE day <= :as_of_date
  GROUP BY 1
),
running AS (
  SELECT m.month_start, m.month_end, c.registered, c.died,
         sum(c.registered) OVER so_far AS registered_total,
         sum(c.died) OVER so_far AS died_total,
         sum(c.active) OVER so_far AS active_total,
         max(c.record_last_updated) OVER so_far AS record_last_updated
  FROM (
    SELECT month_start, month_end FROM months
    UNION ALL
    SELECT add_months(cast(trunc(:as_of_date, 'MONTH') AS date), -37), cast(NULL AS date)
  ) m
  LEFT JOIN monthly c ON c.month_start = m.month_start
  WINDOW so_far AS (ORDER BY m.month_start ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
)
SELECT
  month_start,
  cast(coalesce(registered, 0) AS int) AS new_patients,
  cast(coalesce(died, 0) AS int) AS deaths,
  cast(coalesce(registered_total, 0) AS int) AS registered_patients,
  cast(coalesce(registered_total, 0) - coalesce(died_total, 0) AS int) AS living_patients,
  cast(coalesce(active_total, 0) AS int) AS active_patients,
  month_end <= :as_of_date AS is_complete_month,
  record_last_updated
FROM running
-- The curve begins with the first patient.
WHERE month_end IS NOT NULL AND registered_total > 0
