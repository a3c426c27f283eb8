-- Who belongs to which chronic cohort on the day of as-of, and to which stratum of it:
--   DIABETES          by control: the newest HbA1c of twelve months, below 7 %, up to 9 %, above, or none;
--   HEART_FAILURE     by risk: the band of the highest unexpired risk probability;
--   MULTIMORBIDITY_n  n or more chronic condition groups at once; the stratum is their number.
WITH patients AS (
  SELECT patient_id, age, risk_scores.overall_health_risk AS risk, primary_care_provider_id AS provider_id,
         utilization_last_12m AS used, record_last_updated
  FROM ${patient_360}
  WHERE NOT is_deceased
),
-- Two codes of one group are one condition.
conditions AS (
  SELECT c.patient_id,
         count(DISTINCT r.condition_group) AS condition_count,
         array_sort(collect_set(r.condition_group)) AS condition_groups,
         max(coalesce(v.value_set = 'diabetes', false)) AS has_diabetes,
         max(coalesce(v.value_set = 'heart_failure', false)) AS has_heart_failure,
         max(c.record_last_updated) AS record_last_updated
  FROM ${active_conditions} c
  LEFT JOIN ${ref_icd10cm} r ON r.code = c.icd10_code
  LEFT JOIN ${ref_value_sets} v ON v.code = c.icd10_code AND v.value_set IN ('diabetes', 'heart_failure')
  GROUP BY c.patient_id
),
glucose AS (
  SELECT patient_id, result_value AS hba1c, result_date AS hba1c_date
  FROM ${clinical_quality_measures}
  WHERE is_as_of AND measure = 'DIABETES_HBA1C' AND variant = 'spec'
),
memberships AS (
  SELECT patient_id, condition_count, condition_groups, record_last_updated,
         explode(array_compact(array(
           if(has_diabetes, 'DIABETES', NULL),
           if(has_heart_failure, 'HEART_FAILURE', NULL),
           if(condition_count >= 2, 'MULTIMORBIDITY_2', NULL),
           if(condition_count >= 3, 'MULTIMORBIDITY_3', NULL),
           if(condition_count >= 4, 'MULTIMORBIDITY_4', NULL)))) AS cohort
  FROM conditions
)
SELECT
  m.patient_id,
  m.cohort,
  CASE m.cohort
    WHEN 'DIABETES' THEN CASE
      WHEN g.hba1c < 7 THEN 'CONTROLLED'
      WHEN g.hba1c <= 9 THEN 'ABOVE_GOAL'
      WHEN g.hba1c > 9 THEN 'POOR_CONTROL'
      ELSE 'NO_RESULT' END
    WHEN 'HEART_FAILURE' THEN coalesce(p.risk, 'NOT_SCORED')
    ELSE concat(cast(m.condition_count AS string), ' CONDITIONS') END AS stratum,
  cast(m.condition_count AS int) AS condition_count,
  m.condition_groups,
  CASE WHEN m.cohort = 'DIABETES' THEN cast(g.hba1c AS decimal(12,4)) END AS hba1c,
  CASE WHEN m.cohort = 'DIABETES' THEN g.hba1c_date END AS hba1c_date,
  p.risk AS overall_health_risk,
  p.age,
  p.provider_id,
  p.used.emergency_visits AS emergency_visits_12m,
  p.used.hospitalizations AS hospitalizations_12m,
  p.used.total_cost AS total_cost_12m,
  greatest(m.record_last_updated, p.record_last_updated) AS record_last_updated
FROM memberships m
JOIN patients p ON p.patient_id = m.patient_id
LEFT JOIN glucose g ON g.patient_id = m.patient_id
