-- Month by month, everybody asked anew on the last day of the month.
WITH month AS (
  SELECT months_after(month_of(as_of_day()), -k) AS month_start,
         least(last_day(months_after(month_of(as_of_day()), -k)), as_of_day()) AS last
  FROM unnest(range(37)) AS t(k)
),
person AS (
  SELECT user_id, local_day(registered_at) AS since, date_of_death AS died, _source_ts
  FROM silver.users WHERE role = 'PATIENT' AND registered_at <= as_of()
),
contact AS (
  SELECT patient_id, local_day(scheduled_start) AS day FROM silver.appointments WHERE status = 'COMPLETED' AND scheduled_start <= as_of()
  UNION ALL
  SELECT patient_id, local_day(admitted_at) FROM silver.admissions WHERE status IN ('ACTIVE', 'DISCHARGED') AND admitted_at <= as_of()
),
grown AS (
  SELECT month_start,
    (SELECT count(*) FROM person WHERE month_of(since) = month_start) AS new_patients,
    (SELECT count(*) FROM person WHERE month_of(died) = month_start AND died <= last) AS deaths,
    (SELECT count(*) FROM person WHERE since <= last) AS registered_patients,
    (SELECT count(*) FROM person WHERE since <= last AND coalesce(died > last, true)) AS living_patients,
    (SELECT count(*) FROM person p WHERE since <= last AND coalesce(died > last, true)
       AND EXISTS (SELECT 1 FROM contact c WHERE c.patient_id = p.user_id AND c.day <= last AND last <= months_after(c.day, 12))) AS active_patients,
    last = last_day(month_start) AND last < as_of_day() AS is_complete_month,
    (SELECT max(_source_ts) FROM person WHERE since <= last OR died <= last) AS record_last_updated
  FROM month
)
SELECT * FROM grown WHERE registered_patients > 0
