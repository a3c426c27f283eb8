-- Every stay that ended, whether it is an index discharge, and the stay that followed it.
-- Only the first following stay is looked at: when that one was planned, nothing later counts.
WITH stays AS (
  SELECT s.*,
         -- Planned: scheduled by the hospital, or for maintenance care such as chemotherapy.
         s.is_planned OR p.code IS NOT NULL AS planned,
         u.date_of_death
  FROM ${hospital_stays} s
  LEFT JOIN (SELECT DISTINCT code FROM ${ref_value_sets} WHERE value_set = 'planned_admission_diagnosis') p
    ON p.code = s.principal_diagnosis_code
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
  exclusion IS NULL AND date_add(discharge_date, 30) <= :as_of_date AS is_index_30d,
  exclusion IS NULL AND date_add(discharge_date, 90) <= :as_of_date AS is_index_90d,
  next_stay_id,
  next_admit_date,
  next_planned AS next_is_planned,
  days_to_readmission,
  exclusion IS NULL AND date_add(discharge_date, 30) <= :as_of_date AND coalesce(days_to_readmission <= 30, false) AS is_readmitted_30d,
  exclusion IS NULL AND date_add(discharge_date, 90) <= :as_of_date AND coalesce(days_to_readmission <= 90, false) AS is_readmitted_90d,
  record_last_updated
FROM judged
