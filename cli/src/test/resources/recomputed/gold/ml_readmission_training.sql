-- Discharge by discharge; every feature asks the histories what stood the moment before it.
WITH reported AS (
  SELECT i.stay_id, i.patient_id, i.discharge_date, i.is_readmitted_30d, i.days_to_readmission, s.finish.admission_id AS last_id,
         (SELECT arg_min(a, valid_from) FROM silver.admissions_history a
          WHERE a.admission_id = i.stay_id AND a.patient_id = i.patient_id AND a.status <> 'CANCELLED') AS came,
         (SELECT arg_min(a, valid_from) FROM silver.admissions_history a
          WHERE a.admission_id = s.finish.admission_id AND a.patient_id = i.patient_id AND a.status = 'DISCHARGED') AS went
  FROM recomputed.readmissions i JOIN recomputed.stays s USING (stay_id)
  WHERE i.is_index_30d
),
discharge AS (
  SELECT r.*, came.admitted_at AS begins, went.discharged_at AS leaves, local_day(came.admitted_at) AS first_day, local_day(went.discharged_at) AS last_day,
         u.mrn_token, u.date_of_death
  FROM reported r JOIN silver.users u ON u.user_id = r.patient_id
  WHERE came IS NOT NULL AND went.valid_from_known AND u.mrn_token IS NOT NULL
),
-- What was stated about every code by then; the newest statement counts.
stated AS (
  SELECT d.stay_id, c.* FROM discharge d JOIN silver.diagnoses_history c
    ON c.patient_id = d.patient_id AND c.valid_from < d.leaves AND coalesce(c.valid_to >= d.leaves, true)
  WHERE c.verification_status IN ('CONFIRMED', 'PROVISIONAL')
),
category AS (
  SELECT DISTINCT s.stay_id, v.value_set
  FROM stated s JOIN discharge d USING (stay_id) JOIN silver.ref_value_sets v ON v.code = s.icd10_code AND starts_with(v.value_set, 'charlson_')
  WHERE s.clinical_status IN ('ACTIVE', 'RECURRENCE') AND coalesce(s.resolved_date > d.last_day, true)
    AND NOT EXISTS (SELECT 1 FROM stated n WHERE n.stay_id = s.stay_id AND n.icd10_code = s.icd10_code
                      AND (n.recorded_at, n.updated_at, n.diagnosis_id) > (s.recorded_at, s.updated_at, s.diagnosis_id))
),
lab AS (
  SELECT d.stay_id, v.value_set, arg_max(r.value_numeric, (r.collected_at, r.resulted_at, r.result_id)) AS value
  FROM discharge d JOIN silver.lab_results_history r USING (patient_id) JOIN silver.ref_value_sets v ON v.code = r.loinc_code
  WHERE r.valid_from < d.leaves AND coalesce(r.valid_to >= d.leaves, true) AND r.collected_at >= d.begins AND r.collected_at <= d.leaves
    AND r.value_numeric IS NOT NULL AND r.result_status IN ('FINAL', 'CORRECTED')
  GROUP BY ALL
),
earlier AS (
  SELECT DISTINCT d.stay_id, a.admission_id, local_day(a.admitted_at) AS day
  FROM discharge d JOIN silver.admissions_history a ON a.patient_id = d.patient_id AND a.valid_from < d.leaves AND coalesce(a.valid_to >= d.leaves, true)
  WHERE a.encounter_class = 'INPATIENT' AND a.status <> 'CANCELLED' AND a.admitted_from IS DISTINCT FROM 'ACUTE_TRANSFER' AND a.admitted_at < d.begins
)
SELECT came.encounter_number_token AS admission_id, mrn_token AS patient_id, discharge_date,
       (SELECT age_on(u.date_of_birth, d.last_day) FROM silver.users_history u
        WHERE u.user_id = d.patient_id AND u.valid_from < d.leaves AND coalesce(u.valid_to >= d.leaves, true)) AS age,
       (SELECT u.gender FROM silver.users_history u
        WHERE u.user_id = d.patient_id AND u.valid_from < d.leaves AND coalesce(u.valid_to >= d.leaves, true)) AS gender,
       (SELECT arg_max(s.icd10_code, (s.diagnosis_type = 'PRINCIPAL', s.recorded_at, s.diagnosis_id)) FROM stated s
        WHERE s.stay_id = d.stay_id AND s.admission_id IN (d.stay_id, d.last_id) AND s.diagnosis_type IN ('PRINCIPAL', 'ADMITTING')) AS primary_diagnosis,
       (SELECT count(*) FROM category c WHERE c.stay_id = d.stay_id
          AND NOT EXISTS (SELECT 1 FROM category g WHERE g.stay_id = d.stay_id
                            AND (c.value_set, g.value_set) IN (('charlson_diabetes_uncomplicated', 'charlson_diabetes_complicated'),
                                                               ('charlson_mild_liver', 'charlson_severe_liver'),
                                                               ('charlson_malignancy', 'charlson_metastatic_tumor')))) AS comorbidity_count,
       last_day - first_day AS length_of_stay_days,
       (SELECT count(DISTINCT admission_id) FROM earlier e WHERE e.stay_id = d.stay_id AND e.day >= months_after(d.first_day, -12)) AS prior_admissions_1y,
       (SELECT count(DISTINCT admission_id) FROM earlier e WHERE e.stay_id = d.stay_id AND e.day >= months_after(d.first_day, -6)) AS prior_admissions_6m,
       came.admission_type AS admission_type, went.discharge_disposition AS discharge_destination,
       struct_pack(
         bnp := (SELECT value FROM lab l WHERE l.stay_id = d.stay_id AND value_set = 'bnp_lab_test')::DECIMAL(10, 2),
         creatinine := (SELECT capped(value, 0, 99.99) FROM lab l WHERE l.stay_id = d.stay_id AND value_set = 'creatinine_lab_test')::DECIMAL(4, 2),
         sodium := round((SELECT value FROM lab l WHERE l.stay_id = d.stay_id AND value_set = 'sodium_lab_test'))::INT,
         hemoglobin := (SELECT capped(value, 0, 99.9) FROM lab l WHERE l.stay_id = d.stay_id AND value_set = 'hemoglobin_lab_test')::DECIMAL(3, 1)) AS lab_values,
       (SELECT count(DISTINCT m.rxnorm_code) FROM silver.prescriptions_history m
        WHERE m.patient_id = d.patient_id AND m.valid_from < d.leaves AND coalesce(m.valid_to >= d.leaves, true) AND m.status = 'ACTIVE'
          AND coalesce(m.start_date <= d.last_day, true) AND coalesce(m.end_date >= d.last_day, true)
          AND coalesce(m.discontinued_at > d.leaves, true)) AS medication_count,
       struct_pack(
         lives_alone := (SELECT arg_max(lives_alone, (assessed_at, determinant_id)) FROM silver.social_determinants_history s
                         WHERE s.patient_id = d.patient_id AND s.valid_from < d.leaves AND coalesce(s.valid_to >= d.leaves, true) AND s.status <> 'DECLINED' AND lives_alone IS NOT NULL),
         transportation_access := (SELECT arg_max(transportation_access, (assessed_at, determinant_id)) FROM silver.social_determinants_history s
                         WHERE s.patient_id = d.patient_id AND s.valid_from < d.leaves AND coalesce(s.valid_to >= d.leaves, true) AND s.status <> 'DECLINED' AND transportation_access IS NOT NULL))
         AS social_factors,
       is_readmitted_30d AS readmitted_30d, if(is_readmitted_30d, days_to_readmission, NULL) AS days_to_readmission,
       coalesce(date_of_death - discharge_date BETWEEN 1 AND 30, false) AS died_within_30d,
       CASE WHEN discharge_date + 30 < months_after(month_of(as_of_day()), -6) THEN 'TRAIN'
            WHEN EXISTS (SELECT 1 FROM discharge o WHERE o.patient_id = d.patient_id AND o.discharge_date < months_after(month_of(as_of_day()), -6)) THEN 'UNUSED'
            ELSE 'TEST' END AS dataset_split,
       leaves AS feature_timestamp
FROM discharge d
