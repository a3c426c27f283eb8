-- The first run adds a row for every patient.
SELECT u.user_id AS patient_id,
       -- The newest commit behind the features of silver, which knows age, body and habits, too.
       capped(greatest(
         u._source_ts,
         (SELECT max(_source_ts) FROM silver.vitals v WHERE v.patient_id = u.user_id AND measured_at <= as_of()
            AND (vital_type = 'BP' OR (vital_type = 'WEIGHT' AND unit IN ('kg', 'lb')) OR (vital_type = 'HEIGHT' AND unit IN ('cm', 'in')))),
         (SELECT max(_source_ts) FROM recomputed.results r WHERE r.patient_id = u.user_id
            AND r.value_set IN ('hba1c_lab_test', 'egfr_lab_test', 'ldl_lab_test')),
         (SELECT max(_source_ts) FROM silver.prescriptions p WHERE p.patient_id = u.user_id AND status = 'ACTIVE' AND prescribed_at <= as_of()
            AND coalesce(as_of_day() >= start_date, true) AND coalesce(as_of_day() <= end_date, true) AND coalesce(discontinued_at > as_of(), true)),
         (SELECT max(newest_commit) FROM recomputed.active_conditions c JOIN recomputed.charlson h USING (patient_id, icd10_code) WHERE c.patient_id = u.user_id),
         (SELECT max(newest_commit) FROM recomputed.stays s
          WHERE s.patient_id = u.user_id AND s.begin.came BETWEEN months_after(as_of_day(), -12) AND as_of_day()),
         (SELECT max(_source_ts) FROM silver.social_determinants s WHERE s.patient_id = u.user_id AND status <> 'DECLINED' AND assessed_at <= as_of())),
         u._source_ts, as_of()) AS feature_timestamp,
       (SELECT capped(round(arg_max(value_numeric, (coalesce(collected_at, resulted_at), resulted_at, result_id)), 1), 0, 99.9) FROM recomputed.results r
        WHERE r.patient_id = u.user_id AND r.value_set = 'hba1c_lab_test')::DECIMAL(3, 1)::DOUBLE AS hba1c_latest,
       (SELECT share(sum(bp_systolic), count(bp_systolic), 0) FROM silver.vitals v WHERE v.patient_id = u.user_id AND vital_type = 'BP'
          AND measured_at <= as_of() AND as_of_day() - local_day(measured_at) <= 30)::BIGINT AS bp_systolic_avg_30d,
       (SELECT share(sum(bp_diastolic), count(bp_diastolic), 0) FROM silver.vitals v WHERE v.patient_id = u.user_id AND vital_type = 'BP'
          AND measured_at <= as_of() AND as_of_day() - local_day(measured_at) <= 30)::BIGINT AS bp_diastolic_avg_30d,
       (SELECT round(arg_max(value_numeric, (coalesce(collected_at, resulted_at), resulted_at, result_id))) FROM recomputed.results r
        WHERE r.patient_id = u.user_id AND r.value_set = 'egfr_lab_test')::BIGINT AS egfr_latest,
       (SELECT round(arg_max(value_numeric, (coalesce(collected_at, resulted_at), resulted_at, result_id))) FROM recomputed.results r
        WHERE r.patient_id = u.user_id AND r.value_set = 'ldl_lab_test')::BIGINT AS ldl_latest,
       (SELECT count(DISTINCT rxnorm_code) FROM silver.prescriptions p
        WHERE p.patient_id = u.user_id AND status = 'ACTIVE' AND prescribed_at <= as_of()
          AND coalesce(as_of_day() >= start_date, true) AND coalesce(as_of_day() <= end_date, true)
          AND coalesce(discontinued_at > as_of(), true)) AS medication_count,
       (SELECT count(*) FROM (SELECT DISTINCT value_set FROM recomputed.charlson c WHERE c.patient_id = u.user_id) m
        WHERE m.value_set <> ALL (SELECT milder FROM recomputed.charlson c WHERE c.patient_id = u.user_id AND milder IS NOT NULL)) AS comorbidity_count,
       (SELECT count(*) FROM recomputed.stays s
        WHERE s.patient_id = u.user_id AND s.begin.came BETWEEN months_after(as_of_day(), -12) AND as_of_day()) AS prior_admissions_1y,
       as_of() AS created_at
FROM silver.users u
WHERE u.role = 'PATIENT'
