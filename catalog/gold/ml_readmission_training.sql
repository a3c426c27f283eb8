-- One row per index discharge whose 30 days are over. A feature is what somebody could have known at
-- the moment of discharge: versions committed before it, as they stood then. Corrections, late codes
-- and later values change no feature. Labels are what turned out to be true.
WITH index_stays AS (
  SELECT p.stay_id, s.last_admission_id, p.patient_id, p.discharge_date, p.is_readmitted_30d, p.days_to_readmission
  FROM ${readmission_pairs} p
  JOIN ${hospital_stays} s ON s.stay_id = p.stay_id
  WHERE p.is_index_30d
),
-- The discharge as it was first reported, and every version of the patient's encounters.
reported AS (
  SELECT i.stay_id, i.last_admission_id, i.patient_id, i.discharge_date, i.is_readmitted_30d, i.days_to_readmission,
         min_by(struct(a.admitted_at, a.admission_type, a.encounter_number_token), a.valid_from)
           FILTER (WHERE a.admission_id = i.stay_id AND a.status <> 'CANCELLED') AS came,
         min_by(struct(a.discharged_at, a.discharge_disposition, a.valid_from_known), a.valid_from)
           FILTER (WHERE a.admission_id = i.last_admission_id AND a.status = 'DISCHARGED') AS left,
         collect_list(struct(a.admission_id, a.admitted_at, a.valid_from, a.valid_to))
           FILTER (WHERE a.encounter_class = 'INPATIENT' AND a.status <> 'CANCELLED'
                     AND a.admitted_from IS DISTINCT FROM 'ACUTE_TRANSFER') AS admissions
  FROM index_stays i
  JOIN ${admissions_history} a ON a.patient_id = i.patient_id
  GROUP BY ALL
),
-- What was already over when the lake began to listen cannot be told apart from what came later.
discharges AS (
  SELECT stay_id, last_admission_id, patient_id, discharge_date, is_readmitted_30d, days_to_readmission,
         came.admitted_at, came.admission_type, came.encounter_number_token,
         left.discharged_at, left.discharge_disposition,
         to_date(from_utc_timestamp(came.admitted_at, :business_zone)) AS admit_day,
         to_date(from_utc_timestamp(left.discharged_at, :business_zone)) AS discharge_day,
         filter(coalesce(admissions, array()),
                a -> a.valid_from < left.discharged_at AND (a.valid_to IS NULL OR a.valid_to >= left.discharged_at)
                     AND a.admitted_at < came.admitted_at) AS earlier
  FROM reported
  WHERE came IS NOT NULL AND left.valid_from_known
),
people AS (
  SELECT d.stay_id, u.gender, u.date_of_birth
  FROM discharges d
  JOIN ${users_history} u
    ON u.user_id = d.patient_id AND u.valid_from < d.discharged_at
   AND (u.valid_to IS NULL OR u.valid_to >= d.discharged_at)
),
-- The newest statement about a code decides whether the patient has the condition.
stated AS (
  SELECT d.stay_id, c.icd10_code, c.diagnosis_type, c.recorded_at, c.diagnosis_id,
         c.admission_id IN (d.stay_id, d.last_admission_id) AND c.diagnosis_type IN ('PRINCIPAL', 'ADMITTING') AS is_reason,
         c.clinical_status IN ('ACTIVE', 'RECURRENCE') AND (c.resolved_date IS NULL OR c.resolved_date > d.discharge_day)
           AND row_number() OVER (PARTITION BY d.stay_id, c.icd10_code
                                  ORDER BY c.recorded_at DESC, c.updated_at DESC, c.diagnosis_id DESC) = 1 AS is_active
  FROM discharges d
  JOIN ${diagnoses_history} c
    ON c.patient_id = d.patient_id AND c.valid_from < d.discharged_at
   AND (c.valid_to IS NULL OR c.valid_to >= d.discharged_at)
  WHERE c.verification_status IN ('CONFIRMED', 'PROVISIONAL')
),
diagnosed AS (
  SELECT s.stay_id,
         max_by(s.icd10_code, struct(s.diagnosis_type = 'PRINCIPAL', s.recorded_at, s.diagnosis_id)) FILTER (WHERE s.is_reason) AS reason,
         collect_set(v.value_set) FILTER (WHERE s.is_active) AS categories
  FROM stated s
  LEFT JOIN ${ref_value_sets} v ON v.code = s.icd10_code AND startswith(v.value_set, 'charlson_')
  GROUP BY s.stay_id
),
medicated AS (
  SELECT d.stay_id, count(DISTINCT m.rxnorm_code) AS drugs
  FROM discharges d
  JOIN ${prescriptions_history} m
    ON m.patient_id = d.patient_id AND m.valid_from < d.discharged_at
   AND (m.valid_to IS NULL OR m.valid_to >= d.discharged_at)
  WHERE m.status = 'ACTIVE'
    AND (m.start_date IS NULL OR m.start_date <= d.discharge_day)
    AND (m.end_date IS NULL OR m.end_date >= d.discharge_day)
    AND (m.discontinued_at IS NULL OR m.discontinued_at > d.discharged_at)
  GROUP BY d.stay_id
),
-- A result as it stood at the discharge: one corrected since keeps its first value here.
tested AS (
  SELECT d.stay_id,
         max_by(r.value_numeric, struct(r.collected_at, r.resulted_at, r.result_id)) FILTER (WHERE v.value_set = 'bnp_lab_test') AS bnp,
         max_by(r.value_numeric, struct(r.collected_at, r.resulted_at, r.result_id)) FILTER (WHERE v.value_set = 'creatinine_lab_test') AS creatinine,
         max_by(r.value_numeric, struct(r.collected_at, r.resulted_at, r.result_id)) FILTER (WHERE v.value_set = 'sodium_lab_test') AS sodium,
         max_by(r.value_numeric, struct(r.collected_at, r.resulted_at, r.result_id)) FILTER (WHERE v.value_set = 'hemoglobin_lab_test') AS hemoglobin
  FROM discharges d
  JOIN ${lab_results_history} r
    ON r.patient_id = d.patient_id AND r.valid_from < d.discharged_at
   AND (r.valid_to IS NULL OR r.valid_to >= d.discharged_at)
   AND r.collected_at BETWEEN d.admitted_at AND d.discharged_at
  JOIN (SELECT code, value_set FROM ${ref_value_sets}
        WHERE value_set IN ('bnp_lab_test', 'creatinine_lab_test', 'sodium_lab_test', 'hemoglobin_lab_test')) v
    ON v.code = r.loinc_code
  WHERE r.result_status IN ('FINAL', 'CORRECTED') AND r.value_numeric IS NOT NULL
  GROUP BY d.stay_id
),
social AS (
  SELECT d.stay_id,
         max_by(s.lives_alone, struct(s.assessed_at, s.determinant_id)) FILTER (WHERE s.lives_alone IS NOT NULL) AS lives_alone,
         max_by(s.transportation_access, struct(s.assessed_at, s.determinant_id)) FILTER (WHERE s.transportation_access IS NOT NULL) AS transportation_access
  FROM discharges d
  JOIN ${social_determinants_history} s
    ON s.patient_id = d.patient_id AND s.valid_from < d.discharged_at
   AND (s.valid_to IS NULL OR s.valid_to >= d.discharged_at)
  WHERE s.status <> 'DECLINED'
  GROUP BY d.stay_id
),
split AS (
  SELECT d.*, u.mrn_token, u.date_of_death,
         min(d.discharge_date) OVER (PARTITION BY d.patient_id) AS first_discharge_date,
         add_months(trunc(:as_of_date, 'MM'), -6) AS test_begins
  FROM discharges d
  JOIN ${users} u ON u.user_id = d.patient_id AND u.mrn_token IS NOT NULL
)
SELECT
  d.encounter_number_token AS admission_id,
  d.mrn_token AS patient_id,
  d.discharge_date,
  year(d.discharge_day) - year(p.date_of_birth)
    - CASE WHEN month(d.discharge_day) * 100 + day(d.discharge_day) < month(p.date_of_birth) * 100 + day(p.date_of_birth)
        THEN 1 ELSE 0 END AS age,
  p.gender,
  c.reason AS primary_diagnosis,
  -- The graver form of a disease hides the milder one (Quan 2011).
  cast(coalesce(size(c.categories), 0)
       - if(array_contains(c.categories, 'charlson_diabetes_uncomplicated') AND array_contains(c.categories, 'charlson_diabetes_complicated'), 1, 0)
       - if(array_contains(c.categories, 'charlson_mild_liver') AND array_contains(c.categories, 'charlson_severe_liver'), 1, 0)
       - if(array_contains(c.categories, 'charlson_malignancy') AND array_contains(c.categories, 'charlson_metastatic_tumor'), 1, 0)
       AS int) AS comorbidity_count,
  datediff(d.discharge_day, d.admit_day) AS length_of_stay_days,
  size(array_distinct(transform(filter(d.earlier,
    a -> to_date(from_utc_timestamp(a.admitted_at, :business_zone)) >= add_months(d.admit_day, -12)), a -> a.admission_id))) AS prior_admissions_1y,
  size(array_distinct(transform(filter(d.earlier,
    a -> to_date(from_utc_timestamp(a.admitted_at, :business_zone)) >= add_months(d.admit_day, -6)), a -> a.admission_id))) AS prior_admissions_6m,
  d.admission_type,
  d.discharge_disposition AS discharge_destination,
  named_struct(
    'bnp', cast(t.bnp AS decimal(10,2)),
    'creatinine', cast(if(t.creatinine > 99.99, 99.99, t.creatinine) AS decimal(4,2)),
    'sodium', cast(round(t.sodium) AS int),
    'hemoglobin', cast(if(t.hemoglobin > 99.9, 99.9, t.hemoglobin) AS decimal(3,1))) AS lab_values,
  cast(coalesce(m.drugs, 0) AS int) AS medication_count,
  named_struct('lives_alone', s.lives_alone, 'transportation_access', s.transportation_access) AS social_factors,
  d.is_readmitted_30d AS readmitted_30d,
  if(d.is_readmitted_30d, d.days_to_readmission, NULL) AS days_to_readmission,
  coalesce(d.date_of_death > d.discharge_date AND d.date_of_death <= date_add(d.discharge_date, 30), false) AS died_within_30d,
  CASE WHEN date_add(d.discharge_date, 30) < d.test_begins THEN 'TRAIN'
       WHEN d.first_discharge_date >= d.test_begins THEN 'TEST'
       ELSE 'UNUSED' END AS dataset_split,
  d.discharged_at AS feature_timestamp
FROM split d
LEFT JOIN people p ON p.stay_id = d.stay_id
LEFT JOIN diagnosed c ON c.stay_id = d.stay_id
LEFT JOIN medicated m ON m.stay_id = d.stay_id
LEFT JOIN tested t ON t.stay_id = d.stay_id
LEFT JOIN social s ON s.stay_id = d.stay_id
