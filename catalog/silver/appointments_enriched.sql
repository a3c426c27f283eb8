-- Appointments with what was true on the day of the visit: age, conditions, specialty, distance.
WITH visits AS (
  SELECT *, to_date(from_utc_timestamp(scheduled_start, :business_zone)) AS visit_day
  FROM ${appointments}
),
-- Newest statement per condition, with the days on which the patient had it.
stated AS (
  SELECT *,
         min(diagnosed_date) OVER (PARTITION BY patient_id, icd10_code) AS first_diagnosed_date,
         row_number() OVER (PARTITION BY patient_id, icd10_code
                            ORDER BY recorded_at DESC, updated_at DESC, diagnosis_id DESC) AS newness
  FROM ${diagnoses}
  WHERE verification_status IN ('CONFIRMED', 'PROVISIONAL') AND recorded_at <= :as_of
),
condition_periods AS (
  SELECT patient_id, condition_name,
         coalesce(first_diagnosed_date, to_date(from_utc_timestamp(recorded_at, :business_zone))) AS from_day,
         CASE WHEN clinical_status IN ('ACTIVE', 'RECURRENCE')
           THEN coalesce(resolved_date, DATE '9999-12-31')
           ELSE coalesce(resolved_date, to_date(from_utc_timestamp(recorded_at, :business_zone))) END AS to_day
  FROM stated
  WHERE newness = 1
),
conditions AS (
  SELECT v.appointment_id, array_sort(collect_set(c.condition_name)) AS patient_conditions
  FROM visits v
  JOIN condition_periods c
    ON c.patient_id = v.patient_id AND c.from_day <= v.visit_day AND v.visit_day < c.to_day
  GROUP BY v.appointment_id
),
places AS (
  SELECT zip_code, radians(latitude) AS phi, radians(longitude) AS lambda
  FROM ${ref_zip_regions}
  WHERE latitude IS NOT NULL AND longitude IS NOT NULL
),
-- Haversine distance on a sphere of radius 3958.7613 miles between ZIP centroids.
distances AS (
  SELECT v.appointment_id,
         7917.5226 * asin(least(1.0D, sqrt(
           pow(sin((f.phi - h.phi) / 2), 2)
           + cos(h.phi) * cos(f.phi) * pow(sin((f.lambda - h.lambda) / 2), 2)))) AS miles
  FROM visits v
  JOIN ${users} u ON u.user_id = v.patient_id
  JOIN ${facilities} s ON s.facility_id = v.facility_id
  JOIN places h ON h.zip_code = u.zip_code
  JOIN places f ON f.zip_code = s.zip_code
)
SELECT
  v.appointment_id,
  v.patient_id,
  v.provider_id,
  v.scheduled_start AS appointment_datetime,
  v.status,
  v.appointment_type AS type,
  v.duration_minutes,
  -- A birth date has no zone: a visit in the first hours of a life may lie on the day before it.
  CASE WHEN v.visit_day = date_sub(u.date_of_birth, 1) THEN 0
    ELSE year(v.visit_day) - year(u.date_of_birth)
      - CASE WHEN month(v.visit_day) * 100 + day(v.visit_day) < month(u.date_of_birth) * 100 + day(u.date_of_birth)
          THEN 1 ELSE 0 END END AS patient_age,
  coalesce(c.patient_conditions, array()) AS patient_conditions,
  p.specialty_name AS provider_specialty,
  cast(if(d.miles > 999.99D, 999.99D, d.miles) AS decimal(5,2)) AS distance_miles,
  v.visit_day AS appointment_date,
  v.visit_category,
  v.modality,
  v.facility_id,
  p.practice_group_id,
  v.booked_at,
  v.checked_in_at,
  v.started_at,
  v.ended_at,
  greatest(v._source_ts, u._source_ts, p._source_ts) AS record_last_updated
FROM visits v
LEFT JOIN ${users} u ON u.user_id = v.patient_id
LEFT JOIN ${providers} p ON p.provider_id = v.provider_id
LEFT JOIN conditions c ON c.appointment_id = v.appointment_id
LEFT JOIN distances d ON d.appointment_id = v.appointment_id
