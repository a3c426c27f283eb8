-- The lists of a patient, in no order.
WITH medication AS (
  SELECT p.patient_id, struct_pack(medication := medication_name, dosage := dosage, frequency := frequency, start_date := start_date,
           prescriber := coalesce((SELECT first_name || ' ' || last_name FROM silver.providers d WHERE d.provider_id = p.prescriber_id), ''),
           adherence_rate := (SELECT rate FROM recomputed.adherence a WHERE a.patient_id = p.patient_id AND a.rxnorm_code = p.rxnorm_code)) AS item
  FROM (SELECT *, coalesce(start_date <= as_of_day(), true) AND coalesce(end_date >= as_of_day(), true) AND coalesce(discontinued_at > as_of(), true) AS runs
        FROM silver.prescriptions WHERE status = 'ACTIVE' AND prescribed_at <= as_of()) p
  WHERE runs
  QUALIFY row_number() OVER (PARTITION BY p.patient_id, rxnorm_code ORDER BY prescribed_at DESC, prescription_id DESC) = 1
),
specialist AS (
  SELECT DISTINCT a.patient_id, struct_pack(specialty := p.specialty_name, provider_name := p.first_name || ' ' || p.last_name) AS item
  FROM silver.appointments a JOIN silver.providers p USING (provider_id)
  WHERE a.status = 'COMPLETED' AND a.visit_category IN ('SPECIALTY', 'BEHAVIORAL_HEALTH') AND a.scheduled_start <= as_of()
    AND local_day(a.scheduled_start) >= months_after(as_of_day(), -24)
)
SELECT u.user_id AS patient_id,
       coalesce((SELECT list(struct_pack(condition := condition_name, icd10_code, diagnosed_date := first_day, severity)) FROM recomputed.active_conditions c
                 WHERE c.patient_id = u.user_id), []) AS active_conditions,
       coalesce((SELECT list(item) FROM medication m WHERE m.patient_id = u.user_id), []) AS current_medications,
       coalesce((SELECT list(DISTINCT allergen_name) FROM silver.allergies a WHERE a.patient_id = u.user_id AND clinical_status = 'ACTIVE'
                   AND verification_status IN ('CONFIRMED', 'UNCONFIRMED') AND recorded_at <= as_of()), []) AS allergies,
       coalesce((SELECT list(struct_pack(pathway_name, current_stage, progress_score := progress_score::DECIMAL(3, 2), initiated_date := local_day(initiated_at),
                                         expected_completion := expected_completion_date))
                 FROM silver.care_pathways w WHERE w.patient_id = u.user_id AND status = 'ACTIVE' AND initiated_at <= as_of()), []) AS active_pathways,
       coalesce((SELECT list(item) FROM specialist s WHERE s.patient_id = u.user_id), []) AS specialists
FROM silver.users u WHERE u.role = 'PATIENT'
