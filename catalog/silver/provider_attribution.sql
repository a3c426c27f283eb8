-- A completed primary-care visit counts for its provider on the visit day and for 24 months after.
-- On every day, the provider with the most such visits is the patient's; a tie goes to the most
-- recent visit. The answer changes only on a visit day and on the day a visit stops counting.
WITH visits AS (
  SELECT patient_id, provider_id,
         to_date(from_utc_timestamp(scheduled_start, :business_zone)) AS visit_day,
         scheduled_start, _source_ts
  FROM ${appointments}
  WHERE status = 'COMPLETED' AND visit_category = 'PRIMARY_CARE' AND scheduled_start <= :as_of
),
changes AS (
  SELECT patient_id, day,
         coalesce(lead(day) OVER (PARTITION BY patient_id ORDER BY day), DATE '9999-12-31') AS next_day
  FROM (
    SELECT patient_id, visit_day AS day FROM visits
    UNION
    SELECT patient_id, date_add(add_months(visit_day, 24), 1) FROM visits
  )
),
tally AS (
  SELECT c.patient_id, c.day, c.next_day, v.provider_id,
         count(*) AS visits_24m, max(v.scheduled_start) AS last_visit,
         max(v._source_ts) AS newest_source_ts
  FROM changes c
  JOIN visits v
    ON v.patient_id = c.patient_id
   AND v.visit_day <= c.day AND c.day <= add_months(v.visit_day, 24)
  GROUP BY c.patient_id, c.day, c.next_day, v.provider_id
),
ranked AS (
  SELECT *, row_number() OVER (PARTITION BY patient_id, day
                               ORDER BY visits_24m DESC, last_visit DESC, provider_id) AS place
  FROM tally
)
SELECT
  patient_id,
  provider_id,
  day AS valid_from,
  next_day AS valid_to,
  cast(visits_24m AS int) AS visits_24m,
  last_visit,
  newest_source_ts AS record_last_updated
FROM ranked
WHERE place = 1 AND day <= :as_of_date
