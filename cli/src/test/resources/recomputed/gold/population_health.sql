-- Everybody alive goes to the narrowest published group that fits; the groups themselves are judged by PopulationAttackTest.
WITH person AS (
  SELECT u.user_id, coalesce(z.region, 'UNKNOWN') AS region,
         CASE WHEN z.zip3 IS NULL OR u.zip_code[:3] IN (SELECT zip3 FROM silver.ref_restricted_zip3) THEN '000' ELSE z.zip3 END AS zip3,
         CASE WHEN date_of_birth IS NULL THEN 'UNKNOWN' ELSE
           list_filter(['0-17', '18-34', '35-49', '50-64', '65-74', '75-89', '90+'],
                       lambda band, i: age_on(date_of_birth, as_of_day()) < [18, 35, 50, 65, 75, 90, 999][i])[1] END AS age_band,
         coalesce(sex, 'UNKNOWN') AS sex,
         EXISTS (SELECT 1 FROM recomputed.active_conditions a JOIN silver.ref_value_sets v ON v.code = a.icd10_code
                 WHERE a.patient_id = u.user_id AND v.value_set = 'diabetes') AS diabetes,
         EXISTS (SELECT 1 FROM recomputed.active_conditions a JOIN silver.ref_value_sets v ON v.code = a.icd10_code
                 WHERE a.patient_id = u.user_id AND v.value_set = 'heart_failure') AS heart_failure,
         EXISTS (SELECT 1 FROM recomputed.active_conditions a JOIN silver.ref_value_sets v ON v.code = a.icd10_code
                 WHERE a.patient_id = u.user_id AND v.value_set = 'hypertension') AS hypertension,
         (SELECT count(DISTINCT i.condition_group) FROM recomputed.active_conditions a JOIN silver.ref_icd10cm i ON i.code = a.icd10_code
          WHERE a.patient_id = u.user_id AND i.is_chronic) AS chronic,
         EXISTS (SELECT 1 FROM recomputed.standing s WHERE s.patient_id = u.user_id AND s.day = as_of_day() AND s.measure = 'DIABETES_HBA1C'
                   AND s.variant = 'spec' AND s.in_numerator) AS controlled
  FROM silver.users u
  LEFT JOIN (SELECT zip3, max(region) AS region FROM silver.ref_zip_regions GROUP BY ALL) z ON z.zip3 = u.zip_code[:3]
  WHERE u.role = 'PATIENT' AND coalesce(u.date_of_death > as_of_day(), true)
),
told AS (
  SELECT *, 'ALL' AS cohort_family, 'ALL' AS cohort FROM person
  UNION ALL SELECT *, 'DIABETES', CASE WHEN NOT diabetes THEN 'NO_DIABETES' WHEN controlled THEN 'DIABETES_CONTROLLED' ELSE 'DIABETES_NOT_CONTROLLED' END FROM person
  UNION ALL SELECT *, 'HEART_FAILURE', if(heart_failure, 'HEART_FAILURE', 'NO_HEART_FAILURE') FROM person
  UNION ALL SELECT *, 'HYPERTENSION', if(hypertension, 'HYPERTENSION', 'NO_HYPERTENSION') FROM person
  UNION ALL SELECT *, 'MULTIMORBIDITY', CASE WHEN chronic >= 4 THEN '4_OR_MORE_CONDITIONS' WHEN chronic >= 2 THEN chronic || '_CONDITIONS' ELSE 'NO_MULTIMORBIDITY' END
  FROM person
),
-- Published groups, narrower ones first.
published AS (
  SELECT DISTINCT cohort_family, region, zip3, age_band, sex,
         (zip3 = 'OTHER')::INT + (age_band = 'ALL')::INT + (region = 'ALL')::INT AS width
  FROM gold.population_health
),
placed AS (
  SELECT t.user_id, t.cohort_family, t.cohort, arg_min(struct_pack(region := p.region, zip3 := p.zip3, age_band := p.age_band, sex := p.sex), p.width) AS place
  FROM told t JOIN published p
    ON p.cohort_family = t.cohort_family AND p.region IN (t.region, 'ALL') AND p.zip3 IN (t.zip3, 'OTHER') AND p.age_band IN (t.age_band, 'ALL')
   AND p.sex IN (t.sex, 'ALL')
  GROUP BY ALL
),
cell AS (
  SELECT place, cohort_family, cohort, count(*) AS patients FROM placed GROUP BY place, cohort_family, cohort
)
SELECT place.region AS region, place.zip3 AS zip3, place.age_band AS age_band, place.sex AS sex, cohort_family, cohort, patients,
       share(patients, (SELECT sum(o.patients) FROM cell o WHERE o.place = c.place AND o.cohort_family = c.cohort_family), 4)::DECIMAL(5, 4) AS share_of_group
FROM cell c
