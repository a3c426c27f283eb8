SELECT stay_id, patient_id, begin.came AS admit_date, finish.went AS discharge_date, month_of(finish.went) AS discharge_month,
       finish.went - begin.came AS length_of_stay_days, age_on(date_of_birth, finish.went) AS age_at_discharge,
       finish.attending_provider_id AS provider_id, finish.facility_id AS facility_id,
       begin.admission_type AS admission_type, finish.discharge_disposition AS discharge_disposition,
       begin.principal_diagnosis_code AS principal_diagnosis_code, planned AS is_planned,
       reason_30 IS NULL AS is_index_30d, reason_30 AS exclusion_reason_30d, reason_30 IS NULL AND coalesce(days <= 30, false) AS is_readmitted_30d,
       reason_90 IS NULL AS is_index_90d, reason_90 AS exclusion_reason_90d, reason_90 IS NULL AND coalesce(days <= 90, false) AS is_readmitted_90d,
       days AS days_to_readmission, if(days <= 90, next_id, NULL) AS readmission_stay_id,
       coalesce(next_planned AND next_came <= finish.went + 30, false) AS has_planned_return_30d,
       reason_30 IS NULL AND coalesce(date_of_death - finish.went <= 30, false) AS died_within_30d,
       greatest(newest_commit, person_commit) AS record_last_updated
FROM (SELECT *, CASE WHEN reason IS NOT NULL THEN reason WHEN as_of_day() - finish.went <= 30 THEN 'WINDOW_NOT_COMPLETE' END AS reason_30,
                CASE WHEN reason IS NOT NULL THEN reason WHEN as_of_day() - finish.went <= 90 THEN 'WINDOW_NOT_COMPLETE' END AS reason_90
      FROM recomputed.returns)
