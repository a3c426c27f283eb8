-- Every discharge from hospital: whether it is an index for 30 and for 90 days, why not, and what followed.
-- The judgement is silver.readmission_pairs; here it gains its reasons, the patient and the stay.
SELECT
  r.stay_id,
  r.patient_id,
  r.admit_date,
  r.discharge_date,
  cast(trunc(r.discharge_date, 'MONTH') AS date) AS discharge_month,
  datediff(r.discharge_date, r.admit_date) AS length_of_stay_days,
  year(r.discharge_date) - year(u.date_of_birth)
    - CASE WHEN month(r.discharge_date) * 100 + day(r.discharge_date) < month(u.date_of_birth) * 100 + day(u.date_of_birth)
        THEN 1 ELSE 0 END AS age_at_discharge,
  r.discharging_provider_id AS provider_id,
  r.discharging_facility_id AS facility_id,
  s.admission_type,
  s.discharge_disposition,
  r.principal_diagnosis_code,
  r.is_planned,
  r.is_index_30d,
  CASE WHEN NOT r.is_index_30d THEN coalesce(r.exclusion, 'WINDOW_NOT_COMPLETE') END AS exclusion_reason_30d,
  r.is_readmitted_30d,
  r.is_index_90d,
  CASE WHEN NOT r.is_index_90d THEN coalesce(r.exclusion, 'WINDOW_NOT_COMPLETE') END AS exclusion_reason_90d,
  r.is_readmitted_90d,
  r.days_to_readmission,
  CASE WHEN r.days_to_readmission <= 90 THEN r.next_stay_id END AS readmission_stay_id,
  coalesce(r.next_is_planned AND datediff(r.next_admit_date, r.discharge_date) <= 30, false) AS has_planned_return_30d,
  -- Who dies without coming back stays an index that was not readmitted; the flag says so.
  coalesce(r.is_index_30d AND u.date_of_death <= date_add(r.discharge_date, 30), false) AS died_within_30d,
  greatest(r.record_last_updated, s.record_last_updated, u._source_ts) AS record_last_updated
FROM ${readmission_pairs} r
LEFT JOIN ${hospital_stays} s ON s.stay_id = r.stay_id
LEFT JOIN ${users} u ON u.user_id = r.patient_id
