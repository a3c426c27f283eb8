-- Person by person and day by day for 24 months: who was covered, who was a registered adult, and what happened to them.
WITH day AS (
  SELECT unnest(generate_series(months_after(month_of(as_of_day()), -24), as_of_day(), INTERVAL 1 DAY))::DATE AS day
),
person AS (
  SELECT user_id AS patient_id, date_of_birth, local_day(registered_at) AS since, date_of_death FROM silver.users WHERE role = 'PATIENT'
),
present AS (
  SELECT DISTINCT 'MEMBER' AS population, p.patient_id, d.day
  FROM person p
  JOIN silver.insurance_policies c USING (patient_id)
  JOIN day d ON d.day >= c.effective_date AND coalesce(d.day <= c.termination_date, true) AND coalesce(d.day < p.date_of_death, true)
  WHERE c.status IN ('ACTIVE', 'TERMINATED') OR (c.status = 'LAPSED' AND c.termination_date IS NOT NULL)
  UNION ALL
  SELECT 'ADULT', patient_id, day FROM person JOIN day ON day >= since AND coalesce(day < date_of_death, true)
  WHERE age_on(date_of_birth, day) >= 18
),
visit AS (
  SELECT DISTINCT patient_id, facility_id, local_day(admitted_at) AS day
  FROM silver.admissions e
  WHERE encounter_class = 'EMERGENCY' AND status = 'DISCHARGED' AND admitted_at <= as_of()
    AND discharge_disposition IS DISTINCT FROM 'ADMITTED_INPATIENT'
    AND admission_id NOT IN (SELECT preceding_admission_id FROM silver.admissions
                             WHERE encounter_class = 'INPATIENT' AND status IN ('ACTIVE', 'DISCHARGED') AND preceding_admission_id IS NOT NULL)
),
grown_up AS (
  SELECT s.stay_id, s.patient_id, s.begin.came AS day, age_on(p.date_of_birth, s.begin.came) AS age, s.begin.principal_diagnosis_code AS code, s.encounters
  FROM recomputed.stays s JOIN person p USING (patient_id)
  WHERE age_on(p.date_of_birth, s.begin.came) >= 18
    AND coalesce(s.begin.admitted_from NOT IN ('ACUTE_TRANSFER', 'SKILLED_NURSING', 'OTHER_FACILITY'), true)
),
indicator AS (
  SELECT stay_id, patient_id, day, upper(value_set) AS measure
  FROM grown_up g JOIN silver.ref_value_sets v USING (code)
  WHERE value_set IN ('pqi_01', 'pqi_03', 'pqi_07', 'pqi_08', 'pqi_11', 'pqi_12', 'pqi_14')
     OR (value_set = 'pqi_05' AND age >= 40) OR (value_set = 'pqi_15' AND age < 40)
  UNION
  SELECT stay_id, patient_id, day, 'PQI_16'
  FROM grown_up g
  WHERE EXISTS (SELECT 1 FROM silver.procedures p WHERE p.admission_id IN (SELECT unnest(g.encounters)) AND p.status = 'COMPLETED'
                  AND p.procedure_code IN (SELECT code FROM silver.ref_value_sets WHERE value_set = 'pqi_16_amputation'))
    AND EXISTS (SELECT 1 FROM silver.diagnoses d WHERE d.admission_id IN (SELECT unnest(g.encounters))
                  AND d.verification_status IN ('CONFIRMED', 'PROVISIONAL')
                  AND d.icd10_code IN (SELECT code FROM silver.ref_value_sets WHERE value_set = 'pqi_16_diabetes'))
),
event AS (
  SELECT 'ED_VISITS' AS measure, 'MEMBER' AS population, patient_id, day FROM visit
  UNION ALL SELECT measure, 'ADULT', patient_id, day FROM indicator
  UNION ALL SELECT 'PQI_90', 'ADULT', patient_id, day FROM (SELECT DISTINCT stay_id, patient_id, day FROM indicator)
),
exposed AS (
  SELECT population, month_of(day) AS month, count(DISTINCT patient_id) AS people, count(*) AS days FROM present GROUP BY ALL
),
happened AS (
  SELECT e.measure, month_of(e.day) AS month, count(p.patient_id) AS inside, count(*) - count(p.patient_id) AS outside
  FROM event e LEFT JOIN present p USING (population, patient_id, day) GROUP BY ALL
),
cell AS (
  SELECT months_after(month_of(as_of_day()), -k) AS month_start, measure, if(measure = 'ED_VISITS', 'MEMBER', 'ADULT') AS population
  FROM range(13) AS r(k),
       (VALUES ('ED_VISITS'), ('PQI_01'), ('PQI_03'), ('PQI_05'), ('PQI_07'), ('PQI_08'), ('PQI_11'), ('PQI_12'), ('PQI_14'), ('PQI_15'),
               ('PQI_16'), ('PQI_90')) AS m(measure)
),
figure AS (
SELECT month_start, measure, population,
       coalesce((SELECT people FROM exposed x WHERE x.population = c.population AND x.month = month_start), 0) AS people,
       coalesce((SELECT days FROM exposed x WHERE x.population = c.population AND x.month = month_start), 0) AS exposure_days,
       coalesce((SELECT inside FROM happened h WHERE h.measure = c.measure AND h.month = month_start), 0) AS events,
       coalesce((SELECT outside FROM happened h WHERE h.measure = c.measure AND h.month = month_start), 0) AS events_outside_population,
       coalesce((SELECT sum(days) FROM exposed x WHERE x.population = c.population
                  AND x.month BETWEEN months_after(month_start, -11) AND month_start), 0) AS exposure_days_12m,
       coalesce((SELECT sum(inside) FROM happened h WHERE h.measure = c.measure
                  AND h.month BETWEEN months_after(month_start, -11) AND month_start), 0) AS events_12m,
       last_day(month_start) < as_of_day() AS is_complete_month
FROM cell c
)
SELECT *, share(events_12m * 365250, exposure_days_12m, 2)::DECIMAL(9, 2) AS rate_per_1000_years_12m FROM figure
-- Rows that begin 366 days ago or earlier are never computed anew; this lake has none from before.
WHERE as_of_day() - month_start < 366
