WITH sick AS (
  SELECT c.patient_id, list_sort(list_distinct(list(r.condition_group) FILTER (WHERE r.condition_group IS NOT NULL))) AS groups,
         bool_or(c.icd10_code IN (SELECT code FROM silver.ref_value_sets WHERE value_set = 'diabetes')) AS diabetic,
         bool_or(c.icd10_code IN (SELECT code FROM silver.ref_value_sets WHERE value_set = 'heart_failure')) AS heart,
         max(c.newest_commit) AS commit
  FROM recomputed.active_conditions c LEFT JOIN silver.ref_icd10cm r ON r.code = c.icd10_code
  GROUP BY ALL
),
glucose AS (
  SELECT patient_id, reading.value AS value, reading.day AS day
  FROM recomputed.standing WHERE day = as_of_day() AND measure = 'DIABETES_HBA1C' AND variant = 'spec'
),
member AS (
  SELECT *, 'DIABETES' AS cohort FROM sick WHERE diabetic
  UNION ALL SELECT *, 'HEART_FAILURE' FROM sick WHERE heart
  UNION ALL SELECT s.*, 'MULTIMORBIDITY_' || n FROM sick s, (VALUES (2), (3), (4)) AS t(n) WHERE len(groups) >= n
)
SELECT m.patient_id, m.cohort,
       CASE WHEN cohort = 'DIABETES' THEN CASE WHEN g.value IS NULL THEN 'NO_RESULT' WHEN g.value > 9 THEN 'POOR_CONTROL'
                                               WHEN g.value >= 7 THEN 'ABOVE_GOAL' ELSE 'CONTROLLED' END
            WHEN cohort = 'HEART_FAILURE' THEN coalesce(p.overall_health_risk, 'NOT_SCORED')
            ELSE len(coalesce(groups, [])) || ' CONDITIONS' END AS stratum,
       len(coalesce(groups, [])) AS condition_count, coalesce(groups, []) AS condition_groups,
       if(cohort = 'DIABETES', g.value, NULL)::DECIMAL(12, 4) AS hba1c, if(cohort = 'DIABETES', g.day, NULL) AS hba1c_date,
       p.overall_health_risk, p.age, p.primary_care_provider_id AS provider_id,
       p.emergency_visits AS emergency_visits_12m, p.hospitalizations AS hospitalizations_12m, p.total_cost::DECIMAL(10, 2) AS total_cost_12m,
       greatest(m.commit, (SELECT record_last_updated FROM gold.patient_360 o WHERE o.patient_id = m.patient_id)) AS record_last_updated
FROM member m JOIN recomputed.patient_360 p USING (patient_id) LEFT JOIN glucose g USING (patient_id)
WHERE p.date_of_death IS NULL
