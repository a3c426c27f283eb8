-- Use of the emergency department and preventable stays, month by month: what happened, and the time of
-- the people to whom it could have happened. A rate of any window is a sum of events over a sum of days.
--   ED_VISITS  emergency visits that did not end in admission, one per person, day and facility, of covered
--              members, per 1,000 covered member-years;
--   PQI_..     stays that good outpatient care can prevent (AHRQ), age 18 or older, principal diagnosis, no transfer in,
--              per 1,000 person-years; PQI_90 counts a stay once, however many indicators it meets.
WITH months AS (
  SELECT month_start,
         least(add_months(month_start, 1), date_add(:as_of_date, 1)) AS month_end
  FROM (SELECT explode(transform(sequence(0, 24), k -> add_months(cast(trunc(:as_of_date, 'MONTH') AS date), -k))) AS month_start)
),
-- Days are half-open: from the first day through the day before to_day.
people AS (
  SELECT user_id AS patient_id, date_of_birth, _source_ts,
         to_date(from_utc_timestamp(registered_at, :business_zone)) AS from_day,
         coalesce(date_of_death, date_add(:as_of_date, 1)) AS to_day,
         add_months(date_of_birth, 216)
           + CASE WHEN month(date_of_birth) = 2 AND day(date_of_birth) = 29
                    AND day(add_months(date_of_birth, 216)) = 28 THEN 1 ELSE 0 END AS adult_day
  FROM ${users}
  WHERE role = 'PATIENT'
),
-- A person with two policies is one member: a policy adds only the days that no earlier one has covered.
policies AS (
  SELECT c.patient_id, c.effective_date,
         least(date_add(coalesce(c.termination_date, :as_of_date), 1), p.to_day) AS to_day,
         c.policy_id
  FROM ${insurance_policies} c
  JOIN people p ON p.patient_id = c.patient_id
  WHERE c.status IN ('ACTIVE', 'TERMINATED') OR (c.status = 'LAPSED' AND c.termination_date IS NOT NULL)
),
member_spells AS (
  SELECT patient_id,
         greatest(effective_date,
                  coalesce(max(to_day) OVER (PARTITION BY patient_id ORDER BY effective_date, policy_id
                                             ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
                           effective_date)) AS from_day,
         to_day
  FROM policies
),
exposure_spells AS (
  SELECT 'MEMBER' AS population, patient_id, from_day, to_day FROM member_spells WHERE from_day < to_day
  UNION ALL
  SELECT 'ADULT', patient_id, greatest(from_day, adult_day), to_day
  FROM people
  WHERE greatest(from_day, adult_day) < to_day
),
exposure AS (
  SELECT s.population, m.month_start,
         sum(datediff(least(s.to_day, m.month_end), greatest(s.from_day, m.month_start))) AS days,
         count(DISTINCT s.patient_id) AS people
  FROM exposure_spells s
  JOIN months m ON s.from_day < m.month_end AND m.month_start < s.to_day
  GROUP BY s.population, m.month_start
),
-- A visit that an inpatient encounter names as the one before it ended in admission, whatever it says itself.
emergency_visits AS (
  SELECT DISTINCT e.patient_id, e.facility_id, to_date(from_utc_timestamp(e.admitted_at, :business_zone)) AS day
  FROM ${admissions} e
  LEFT ANTI JOIN ${admissions} i
    ON i.preceding_admission_id = e.admission_id AND i.encounter_class = 'INPATIENT' AND i.status <> 'CANCELLED'
  WHERE e.encounter_class = 'EMERGENCY' AND e.status = 'DISCHARGED' AND e.admitted_at <= :as_of
    AND coalesce(e.discharge_disposition, '') <> 'ADMITTED_INPATIENT'
),
stays AS (
  SELECT s.stay_id, s.last_admission_id, s.patient_id, s.admit_date, s.principal_diagnosis_code,
         year(s.admit_date) - year(p.date_of_birth)
           - CASE WHEN month(s.admit_date) * 100 + day(s.admit_date) < month(p.date_of_birth) * 100 + day(p.date_of_birth)
               THEN 1 ELSE 0 END AS age
  FROM ${hospital_stays} s
  JOIN people p ON p.patient_id = s.patient_id
  WHERE s.admit_date <= :as_of_date
    AND coalesce(s.admitted_from, '') NOT IN ('ACUTE_TRANSFER', 'SKILLED_NURSING', 'OTHER_FACILITY')
),
-- PQI 16: an amputation in the stay of a person with a diagnosis of diabetes in it.
amputations AS (
  SELECT DISTINCT p.admission_id
  FROM ${procedures} p
  JOIN ${ref_value_sets} v ON v.code = p.procedure_code AND v.value_set = 'pqi_16_amputation'
  WHERE p.status = 'COMPLETED' AND p.admission_id IS NOT NULL
),
diabetes_stays AS (
  SELECT DISTINCT d.admission_id
  FROM ${diagnoses} d
  JOIN ${ref_value_sets} v ON v.code = d.icd10_code AND v.value_set = 'pqi_16_diabetes'
  WHERE d.verification_status IN ('CONFIRMED', 'PROVISIONAL') AND d.admission_id IS NOT NULL
),
indicators AS (
  SELECT s.stay_id, s.patient_id, s.admit_date,
         collect_set(CASE
           WHEN v.value_set = 'pqi_05' AND s.age < 40 OR v.value_set = 'pqi_15' AND s.age >= 40 THEN NULL
           ELSE upper(v.value_set) END) AS by_diagnosis,
         count(a.admission_id) > 0 AND count(d.admission_id) > 0 AS by_amputation
  FROM stays s
  LEFT JOIN ${ref_value_sets} v
    ON v.code = s.principal_diagnosis_code
   AND v.value_set IN ('pqi_01', 'pqi_03', 'pqi_05', 'pqi_07', 'pqi_08', 'pqi_11', 'pqi_12', 'pqi_14', 'pqi_15')
  LEFT JOIN amputations a ON a.admission_id IN (s.stay_id, s.last_admission_id)
  LEFT JOIN diabetes_stays d ON d.admission_id IN (s.stay_id, s.last_admission_id)
  WHERE s.age >= 18
  GROUP BY s.stay_id, s.patient_id, s.admit_date
),
events AS (
  SELECT 'ED_VISITS' AS measure, 'MEMBER' AS population, patient_id, day FROM emergency_visits
  UNION ALL
  SELECT explode(array_append(if(by_amputation, array_append(by_diagnosis, 'PQI_16'), by_diagnosis), 'PQI_90')),
         'ADULT', patient_id, admit_date
  FROM indicators
  WHERE by_amputation OR size(by_diagnosis) > 0
),
-- An event counts for its population when the person belonged to it on the day. Spells of one person
-- do not overlap, so an event meets at most one.
monthly_events AS (
  SELECT e.measure, cast(trunc(e.day, 'MONTH') AS date) AS month_start,
         count(s.patient_id) AS events, count(*) - count(s.patient_id) AS outside
  FROM events e
  LEFT JOIN exposure_spells s
    ON s.population = e.population AND s.patient_id = e.patient_id AND s.from_day <= e.day AND e.day < s.to_day
  GROUP BY 1, 2
),
grid AS (
  SELECT m.month_start, m.month_end, k.measure,
         CASE k.measure WHEN 'ED_VISITS' THEN 'MEMBER' ELSE 'ADULT' END AS population
  FROM months m
  CROSS JOIN (SELECT explode(array('ED_VISITS', 'PQI_01', 'PQI_03', 'PQI_05', 'PQI_07', 'PQI_08', 'PQI_11', 'PQI_12',
                                   'PQI_14', 'PQI_15', 'PQI_16', 'PQI_90')) AS measure) k
),
series AS (
  SELECT g.month_start, g.month_end, g.measure, g.population,
         coalesce(x.people, 0) AS people, coalesce(x.days, 0) AS days,
         coalesce(e.events, 0) AS events, coalesce(e.outside, 0) AS outside,
         sum(coalesce(x.days, 0)) OVER year AS days_12m,
         sum(coalesce(e.events, 0)) OVER year AS events_12m
  FROM grid g
  LEFT JOIN exposure x ON x.population = g.population AND x.month_start = g.month_start
  LEFT JOIN monthly_events e ON e.measure = g.measure AND e.month_start = g.month_start
  WINDOW year AS (PARTITION BY g.measure ORDER BY g.month_start ROWS BETWEEN 11 PRECEDING AND CURRENT ROW)
)
SELECT
  month_start,
  measure,
  population,
  cast(people AS int) AS people,
  cast(days AS bigint) AS exposure_days,
  cast(events AS int) AS events,
  cast(outside AS int) AS events_outside_population,
  cast(days_12m AS bigint) AS exposure_days_12m,
  cast(events_12m AS int) AS events_12m,
  cast(events_12m * 365250 / nullif(cast(days_12m AS decimal(18,0)), 0) AS decimal(9,2)) AS rate_per_1000_years_12m,
  month_end = add_months(month_start, 1) AND month_end <= :as_of_date AS is_complete_month
FROM series
WHERE month_start >= add_months(cast(trunc(:as_of_date, 'MONTH') AS date), -12)
