-- How many living patients there are by place, age, sex and condition, without anybody in it who could
-- be found. Nothing is blanked out: whoever is in a group of fewer than 11 is counted in a wider one,
-- so the groups of a family never overlap and no difference of two of them is smaller than 11.
WITH places AS (
  SELECT zip3, max(region) AS region FROM ${ref_zip_regions} GROUP BY zip3
),
conditions AS (
  SELECT c.patient_id,
         coalesce(max(v.value_set = 'diabetes'), false) AS diabetes,
         coalesce(max(v.value_set = 'heart_failure'), false) AS heart_failure,
         coalesce(max(v.value_set = 'hypertension'), false) AS hypertension,
         count(DISTINCT i.condition_group) AS chronic
  FROM ${active_conditions} c
  LEFT JOIN ${ref_value_sets} v
    ON v.code = c.icd10_code AND v.value_set IN ('diabetes', 'heart_failure', 'hypertension')
  LEFT JOIN ${ref_icd10cm} i ON i.code = c.icd10_code AND i.is_chronic
  GROUP BY c.patient_id
),
controlled AS (
  SELECT DISTINCT patient_id
  FROM ${measure_status}
  WHERE measure = 'DIABETES_HBA1C' AND variant = 'spec' AND in_numerator
    AND valid_from <= :as_of_date AND valid_to > :as_of_date
),
living AS (
  SELECT u.user_id, left(u.zip_code, 3) AS zip3, coalesce(u.sex, 'UNKNOWN') AS sex,
         year(:as_of_date) - year(u.date_of_birth)
           - CASE WHEN month(:as_of_date) * 100 + day(:as_of_date) < month(u.date_of_birth) * 100 + day(u.date_of_birth)
               THEN 1 ELSE 0 END AS age
  FROM ${users} u
  WHERE u.role = 'PATIENT' AND (u.date_of_death IS NULL OR u.date_of_death > :as_of_date)
),
people AS (
  SELECT coalesce(p.region, 'UNKNOWN') AS region,
         if(p.zip3 IS NULL OR r.zip3 IS NOT NULL, '000', p.zip3) AS zip3,
         CASE WHEN l.age < 18 THEN '0-17' WHEN l.age < 35 THEN '18-34' WHEN l.age < 50 THEN '35-49' WHEN l.age < 65 THEN '50-64'
              WHEN l.age < 75 THEN '65-74' WHEN l.age < 90 THEN '75-89' WHEN l.age >= 90 THEN '90+' ELSE 'UNKNOWN' END AS age_band,
         l.sex,
         stack(5, 'ALL', 'ALL',
                  'DIABETES', CASE WHEN NOT coalesce(c.diabetes, false) THEN 'NO_DIABETES'
                                   WHEN t.patient_id IS NOT NULL THEN 'DIABETES_CONTROLLED' ELSE 'DIABETES_NOT_CONTROLLED' END,
                  'HEART_FAILURE', if(coalesce(c.heart_failure, false), 'HEART_FAILURE', 'NO_HEART_FAILURE'),
                  'HYPERTENSION', if(coalesce(c.hypertension, false), 'HYPERTENSION', 'NO_HYPERTENSION'),
                  'MULTIMORBIDITY', CASE WHEN coalesce(c.chronic, 0) < 2 THEN 'NO_MULTIMORBIDITY' WHEN c.chronic = 2 THEN '2_CONDITIONS'
                                         WHEN c.chronic = 3 THEN '3_CONDITIONS' ELSE '4_OR_MORE_CONDITIONS' END
         ) AS (family, cohort)
  FROM living l
  LEFT JOIN places p ON p.zip3 = l.zip3
  LEFT JOIN ${ref_restricted_zip3} r ON r.zip3 = l.zip3
  LEFT JOIN conditions c ON c.patient_id = l.user_id
  LEFT JOIN controlled t ON t.patient_id = l.user_id
),
cells AS (
  SELECT region, zip3, age_band, sex, family, cohort, count(*) AS patients
  FROM people
  GROUP BY region, zip3, age_band, sex, family, cohort
),
-- Too few in the ZIP3: with the other ZIP3s of the region. Still too few: with all ages and both sexes
-- of the region that are too few. Still too few: with those of all regions.
sized_zip3 AS (
  SELECT *, sum(if(family = 'ALL', patients, 0)) OVER (PARTITION BY region, zip3, age_band, sex) AS of_zip3 FROM cells
),
sized_group AS (
  SELECT *, sum(if(family = 'ALL' AND of_zip3 < 11, patients, 0)) OVER (PARTITION BY region, age_band, sex) AS of_group FROM sized_zip3
),
sized_region AS (
  SELECT *, sum(if(family = 'ALL' AND of_zip3 < 11 AND of_group < 11, patients, 0)) OVER (PARTITION BY region) AS of_region FROM sized_group
),
sized AS (
  SELECT *,
         CASE WHEN of_zip3 >= 11 THEN 0 WHEN of_group >= 11 THEN 1 WHEN of_region >= 11 THEN 2 ELSE 3 END AS width,
         sum(if(family = 'ALL' AND of_zip3 < 11 AND of_group < 11 AND of_region < 11, patients, 0)) OVER () AS of_all
  FROM sized_region
),
-- Fewer than 11 are left of all regions: the smallest other group joins them.
completed AS (
  SELECT *,
         width = 3
           OR of_all BETWEEN 1 AND 10
              AND dense_rank() OVER (ORDER BY width = 3,
                    CASE width WHEN 0 THEN of_zip3 WHEN 1 THEN of_group ELSE of_region END, width, region,
                    if(width = 0, zip3, ''), if(width = 2, '', age_band), if(width = 2, '', sex)) = 1 AS is_left_over
  FROM sized
),
blocks AS (
  SELECT if(is_left_over, 'ALL', region) AS region,
         if(is_left_over OR width > 0, 'OTHER', zip3) AS zip3,
         if(is_left_over OR width > 1, 'ALL', age_band) AS age_band,
         if(is_left_over OR width > 1, 'ALL', sex) AS sex,
         family, cohort, sum(patients) AS patients
  FROM completed
  GROUP BY 1, 2, 3, 4, 5, 6
),
-- A group is told apart by condition only when each part has 11 patients and somebody has not the
-- condition. Groups of a region that cannot be told apart are taken together, then those of all regions.
judged_blocks AS (
  SELECT *,
         min(patients) OVER (PARTITION BY family, region, zip3, age_band, sex) >= 11
           AND max(family = 'ALL' OR startswith(cohort, 'NO_')) OVER (PARTITION BY family, region, zip3, age_band, sex) AS splits
  FROM blocks
),
pooled_by_region AS (
  SELECT *, NOT splits OR (age_band = 'ALL' AND min(splits) OVER (PARTITION BY family, region) = false) AS pools FROM judged_blocks
),
regions AS (
  SELECT region, if(pools, 'OTHER', zip3) AS zip3, if(pools, 'ALL', age_band) AS age_band, if(pools, 'ALL', sex) AS sex,
         family, cohort, sum(patients) AS patients
  FROM pooled_by_region
  GROUP BY 1, 2, 3, 4, 5, 6
),
judged_regions AS (
  SELECT *,
         min(patients) OVER (PARTITION BY family, region, zip3, age_band, sex) >= 11
           AND max(family = 'ALL' OR startswith(cohort, 'NO_')) OVER (PARTITION BY family, region, zip3, age_band, sex) AS splits
  FROM regions
),
pooled AS (
  SELECT *, NOT splits OR (region = 'ALL' AND min(splits) OVER (PARTITION BY family) = false) AS pools FROM judged_regions
),
groups AS (
  SELECT if(pools, 'ALL', region) AS region, if(pools, 'OTHER', zip3) AS zip3, if(pools, 'ALL', age_band) AS age_band,
         if(pools, 'ALL', sex) AS sex, family, cohort, sum(patients) AS patients
  FROM pooled
  GROUP BY 1, 2, 3, 4, 5, 6
),
judged AS (
  SELECT *,
         sum(patients) OVER (PARTITION BY family, region, zip3, age_band, sex) AS of_all_cohorts,
         min(patients) OVER (PARTITION BY family, region, zip3, age_band, sex) >= 11
           AND max(family = 'ALL' OR startswith(cohort, 'NO_')) OVER (PARTITION BY family, region, zip3, age_band, sex) AS splits
  FROM groups
)
SELECT
  region,
  zip3,
  age_band,
  sex,
  family AS cohort_family,
  cohort,
  cast(patients AS int) AS patients,
  cast(cast(patients AS decimal(18,0)) / of_all_cohorts AS decimal(5,4)) AS share_of_group
FROM judged
WHERE splits
