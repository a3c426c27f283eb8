-- Whose patient everybody is, day by day: most completed primary-care visits of 24 months, then the most recent one.
WITH day AS (
  SELECT patient_id, day FROM recomputed.asked
  UNION
  SELECT user_id, d.day
  FROM silver.users, (SELECT unnest(generate_series(as_of_day() - 454, as_of_day(), INTERVAL 1 DAY))::DATE AS day) d
  WHERE role = 'PATIENT' AND coalesce(d.day < date_of_death, true)
),
visit AS (
  SELECT patient_id, provider_id, local_day(scheduled_start) AS first_day, months_after(local_day(scheduled_start), 24) AS last_day,
         epoch_us(scheduled_start) AS moment
  FROM silver.appointments WHERE status = 'COMPLETED' AND visit_category = 'PRIMARY_CARE' AND scheduled_start <= as_of()
),
tally AS (
  SELECT d.patient_id, d.day, v.provider_id, count(*) AS visits, max(v.moment) AS newest
  FROM day d JOIN visit v ON v.patient_id = d.patient_id AND d.day BETWEEN v.first_day AND v.last_day
  GROUP BY ALL
)
SELECT d.patient_id, d.day, arg_min(t.provider_id, (-t.visits, -t.newest, t.provider_id)) AS provider_id
FROM day d LEFT JOIN tally t USING (patient_id, day)
GROUP BY ALL
