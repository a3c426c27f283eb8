-- What a model may know of a patient at as-of. "Last 30 days" as in patient_360.
WITH measured AS (
  SELECT *,
         to_date(from_utc_timestamp(measurement_timestamp, :business_zone)) AS day,
         struct(measurement_timestamp, vital_id) AS newness
  FROM ${vitals_normalized}
  WHERE measurement_timestamp <= :as_of AND value IS NOT NULL
),
vitals AS (
  SELECT patient_id,
         round(avg(value) FILTER (WHERE component = 'SYSTOLIC' AND day >= date_sub(:as_of_date, 30))) AS systolic,
         round(avg(value) FILTER (WHERE component = 'DIASTOLIC' AND day >= date_sub(:as_of_date, 30))) AS diastolic,
         max_by(value, newness) FILTER (WHERE vital_type = 'WEIGHT') AS weight_kg,
         max_by(value, newness) FILTER (WHERE vital_type = 'HEIGHT' AND value > 0) AS height_cm,
         max(record_last_updated) FILTER (WHERE vital_type IN ('BP', 'WEIGHT', 'HEIGHT')) AS updated
  FROM measured
  GROUP BY patient_id
),
bodies AS (
  SELECT *, round(weight_kg * 10000 / (height_cm * height_cm), 2) AS bmi FROM vitals
),
labs AS (
  SELECT r.patient_id,
         max_by(r.value_numeric, struct(coalesce(r.collected_at, r.resulted_at), r.resulted_at, r.result_id))
           FILTER (WHERE v.value_set = 'hba1c_lab_test') AS hba1c,
         max_by(r.value_numeric, struct(coalesce(r.collected_at, r.resulted_at), r.resulted_at, r.result_id))
           FILTER (WHERE v.value_set = 'egfr_lab_test') AS egfr,
         max_by(r.value_numeric, struct(coalesce(r.collected_at, r.resulted_at), r.resulted_at, r.result_id))
           FILTER (WHERE v.value_set = 'ldl_lab_test') AS ldl,
         max(r._source_ts) AS updated
  FROM ${lab_results} r
  JOIN ${ref_value_sets} v
    ON v.code = r.loinc_code AND v.value_set IN ('hba1c_lab_test', 'egfr_lab_test', 'ldl_lab_test')
  WHERE r.result_status IN ('FINAL', 'CORRECTED') AND r.resulted_at <= :as_of AND r.value_numeric IS NOT NULL
  GROUP BY r.patient_id
),
medications AS (
  SELECT patient_id, count(DISTINCT rxnorm_code) AS drugs, max(_source_ts) AS updated
  FROM ${prescriptions}
  WHERE status = 'ACTIVE' AND prescribed_at <= :as_of
    AND (start_date IS NULL OR start_date <= :as_of_date)
    AND (end_date IS NULL OR end_date >= :as_of_date)
    AND (discontinued_at IS NULL OR discontinued_at > :as_of)
  GROUP BY patient_id
),
charlson AS (
  SELECT c.patient_id, v.value_set, max(v.weight) AS weight, max(c.record_last_updated) AS updated
  FROM ${active_conditions} c
  JOIN ${ref_value_sets} v ON v.code = c.icd10_code AND startswith(v.value_set, 'charlson_')
  GROUP BY c.patient_id, v.value_set
),
-- The graver form of a disease hides the milder one (Quan 2011).
comorbidities AS (
  SELECT patient_id,
         count(*) - count_if(hidden) AS categories,
         sum(CASE WHEN hidden THEN 0 ELSE weight END) AS points,
         max(updated) AS updated
  FROM (
    SELECT m.*, g.value_set IS NOT NULL AS hidden
    FROM charlson m
    LEFT JOIN charlson g
      ON g.patient_id = m.patient_id
     AND ((m.value_set = 'charlson_diabetes_uncomplicated' AND g.value_set = 'charlson_diabetes_complicated')
          OR (m.value_set = 'charlson_mild_liver' AND g.value_set = 'charlson_severe_liver')
          OR (m.value_set = 'charlson_malignancy' AND g.value_set = 'charlson_metastatic_tumor'))
  )
  GROUP BY patient_id
),
stays AS (
  SELECT patient_id, count(*) AS admissions, max(record_last_updated) AS updated
  FROM ${hospital_stays}
  WHERE admit_date BETWEEN add_months(:as_of_date, -12) AND :as_of_date
  GROUP BY patient_id
),
habits AS (
  SELECT patient_id,
         max_by(smoking_status, struct(assessed_at, determinant_id)) FILTER (WHERE smoking_status IS NOT NULL) AS smoking_status,
         max(_source_ts) AS updated
  FROM ${social_determinants}
  WHERE status <> 'DECLINED' AND assessed_at <= :as_of
  GROUP BY patient_id
),
people AS (
  SELECT *, least(:as_of_date, coalesce(date_of_death, :as_of_date)) AS age_day
  FROM ${users}
  WHERE role = 'PATIENT'
)
SELECT
  u.user_id AS patient_id,
  greatest(u._source_ts, b.updated, l.updated, m.updated, c.updated, s.updated, h.updated) AS feature_timestamp,
  year(u.age_day) - year(u.date_of_birth)
    - CASE WHEN month(u.age_day) * 100 + day(u.age_day) < month(u.date_of_birth) * 100 + day(u.date_of_birth)
        THEN 1 ELSE 0 END AS age,
  u.gender,
  cast(if(b.bmi > 99.99, 99.99, b.bmi) AS decimal(4,2)) AS bmi,
  h.smoking_status,
  cast(round(if(l.hba1c > 99.9, 99.9, l.hba1c), 1) AS decimal(3,1)) AS hba1c_latest,
  cast(b.systolic AS int) AS bp_systolic_avg_30d,
  cast(b.diastolic AS int) AS bp_diastolic_avg_30d,
  cast(round(l.egfr) AS int) AS egfr_latest,
  cast(round(l.ldl) AS int) AS ldl_latest,
  cast(coalesce(m.drugs, 0) AS int) AS medication_count,
  cast(coalesce(c.categories, 0) AS int) AS comorbidity_count,
  cast(coalesce(c.points, 0) AS int) AS charlson_index,
  cast(coalesce(s.admissions, 0) AS int) AS prior_admissions_1y
FROM people u
LEFT JOIN bodies b ON b.patient_id = u.user_id
LEFT JOIN labs l ON l.patient_id = u.user_id
LEFT JOIN medications m ON m.patient_id = u.user_id
LEFT JOIN comorbidities c ON c.patient_id = u.user_id
LEFT JOIN stays s ON s.patient_id = u.user_id
LEFT JOIN habits h ON h.patient_id = u.user_id
