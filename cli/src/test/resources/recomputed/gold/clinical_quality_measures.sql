SELECT s.day AS period_end, s.patient_id, s.measure, s.variant, s.is_excluded, s.in_denominator, s.in_numerator,
       CASE WHEN s.is_excluded THEN s.exclusion.reason
            WHEN s.reading IS NULL AND s.follow_up IS NULL AND s.screening IS NULL THEN 'NO_RESULT' ELSE 'RESULT' END AS decided_by,
       coalesce(s.reading.value, s.follow_up.value)::DECIMAL(12, 4) AS result_value, s.reading.diastolic AS result_diastolic,
       s.screening.screening_type AS result_text,
       coalesce(s.reading.day, s.follow_up.day, s.screening.day) AS result_date,
       CASE WHEN s.screening IS NOT NULL THEN 'screenings' WHEN s.follow_up IS NOT NULL THEN 'clinical_assessments' ELSE s.reading.place END AS result_table,
       coalesce(s.reading.id, s.follow_up.id, s.screening.screening_id) AS result_key,
       s.exclusion.from_day AS exclusion_date, s.exclusion.place AS exclusion_table, s.exclusion.id AS exclusion_key,
       a.provider_id,
       (SELECT primary_facility_id FROM silver.providers p WHERE p.provider_id = a.provider_id) AS facility_id,
       (SELECT arg_min(payer_id, (list_position(['PRIMARY', 'SECONDARY', 'TERTIARY'], coverage_priority), s.day - effective_date, policy_id))
        FROM silver.insurance_policies c
        WHERE c.patient_id = s.patient_id AND c.effective_date <= s.day AND coalesce(s.day <= c.termination_date, c.status <> 'LAPSED')
          AND c.status IN ('ACTIVE', 'TERMINATED', 'LAPSED')) AS payer_id,
       s.day = as_of_day() AS is_as_of,
       (SELECT newest FROM recomputed.fact_commits f WHERE f.patient_id = s.patient_id AND f.measure = s.measure) AS record_last_updated
FROM recomputed.standing s JOIN recomputed.attributed a USING (patient_id, day)
WHERE s.day = as_of_day() OR s.day IN (SELECT last_day(months_after(month_of(as_of_day()), -k)) FROM range(1, 14) AS r(k))
