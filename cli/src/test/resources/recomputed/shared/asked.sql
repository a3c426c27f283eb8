-- The living patients on the days about which some table asks where they stand.
SELECT DISTINCT u.user_id AS patient_id, d.day, age_on(u.date_of_birth, d.day) AS age, u.sex
FROM silver.users u
JOIN (
  SELECT NULL AS patient_id, unnest(generate_series(as_of_day() - 90, as_of_day(), INTERVAL 1 DAY))::DATE AS day
  UNION SELECT NULL, last_day(months_after(month_of(as_of_day()), -k)) FROM range(1, 14) AS r(k)
  UNION SELECT patient_id, local_day(initiated_at) FROM silver.care_pathways
  UNION SELECT patient_id, coalesce(local_day(completed_at), local_day(ended_at)) FROM silver.care_pathways
) d ON d.day IS NOT NULL AND coalesce(d.patient_id = u.user_id, true)
WHERE u.role = 'PATIENT' AND coalesce(d.day < u.date_of_death, true)
