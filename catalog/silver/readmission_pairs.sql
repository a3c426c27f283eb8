-- Every stay that ended, whether it is an index discharge, and the stay that followed it.
-- Only the first following stay is looked at: when that one was planned, nothing later counts.
WITH diagnosis_lists AS (
  SELECT code,
         max(value_set = 'planned_admission_diagnosis') AS always_planned,
         max(value_set = 'acute_diagnosis') AS acute
  FROM ${ref_value_sets}
  WHERE value_set IN ('planned_admission_diagnosis', 'acute_diagnosis')
  GROUP BY code
),
stay_procedures AS (
  SELECT p.admission_id,
         max(v.value_set = 'planned_admission_procedure') AS always_planned,
         max(v.value_set = 'potentially_planned_procedure') AS potentially_planned
  FROM ${procedures} p
  JOIN ${ref_value_sets} v
    ON v.code = p.procedure_code
   AND v.value_set IN ('planned_admission_procedure', 'potentially_planned_procedure')
  WHERE p.status = 'COMPLETED' AND p.admission_id IS NOT NULL
  GROUP BY p.admission_id
),
-- CMS planned readmission algorithm: some procedures and diagnoses are always planned; other
-- procedures, and what the hospital scheduled, are planned unless the diagnosis is an acute one.
stays AS (
  SELECT s.*,
         coalesce(d.always_planned, false) OR coalesce(p.always_planned, false)
           OR ((s.is_planned OR coalesce(p.potentially_planned, false)) AND NOT coalesce(d.acute, false)) AS planned,
         u.date_of_death
  FROM ${hospital_stays} s
  LEFT JOIN diagnosis_lists d ON d.code = s.principal_diagnosis_code
  LEFT JOIN stay_procedures p ON p.admission_id = s.stay_id
  LEFT JOIN ${users} u ON u.user_id = s.patient_id
),
followed AS (
  SELECT *,
         lead(stay_id) OVER later AS next_stay_id,
         lead(admit_date) OVER later AS next_admit_date,
         lead(planned) OVER later AS next_planned
  FROM stays
  WINDOW later AS (PARTITION BY patient_id ORDER BY admitted_at, stay_id)
),
judged AS (
  SELECT *,
         CASE
           WHEN discharge_disposition = 'EXPIRED' OR date_of_death <= discharge_date THEN 'DEATH'
           WHEN discharge_disposition = 'AGAINST_MEDICAL_ADVICE' THEN 'AGAINST_MEDICAL_ADVICE'
           WHEN discharge_disposition = 'TRANSFER_ACUTE' THEN 'TRANSFER'
         END AS exclusion,
         CASE WHEN NOT next_planned THEN datediff(next_admit_date, discharge_date) END AS days_to_readmission
  FROM followed
  WHERE discharge_date IS NOT NULL
)
-- Day 30 belongs to the window, so the window is over when that day is: until midnight somebody can come back.
SELECT
  stay_id,
  patient_id,
  discharging_provider_id,
  discharging_facility_id,
  admit_date,
  discharge_date,
  principal_diagnosis_code,
  planned AS is_planned,
  exclusion,
  exclusion IS NULL AND date_add(discharge_date, 30) < :as_of_date AS is_index_30d,
  exclusion IS NULL AND date_add(discharge_date, 90) < :as_of_date AS is_index_90d,
  next_stay_id,
  next_admit_date,
  next_planned AS next_is_planned,
  days_to_readmission,
  exclusion IS NULL AND date_add(discharge_date, 30) < :as_of_date AND coalesce(days_to_readmission <= 30, false) AS is_readmitted_30d,
  exclusion IS NULL AND date_add(discharge_date, 90) < :as_of_date AND coalesce(days_to_readmission <= 90, false) AS is_readmitted_90d,
  record_last_updated
FROM judged
