-- One patient at a time: each column asks the base tables of silver for itself. "Today" is the business day.
WITH patient AS (
  SELECT *, least(coalesce(date_of_death, getvariable('today')), getvariable('today')) AS aged_until
  FROM silver.users WHERE role = 'PATIENT'
),
vital AS (
  SELECT patient_id, vital_type, bp_systolic, bp_diastolic, measured_at, vital_id,
         (measured_at AT TIME ZONE 'America/New_York')::DATE AS day,
         CASE WHEN vital_type = 'WEIGHT' AND unit = 'kg' THEN value
              WHEN vital_type = 'WEIGHT' AND unit = 'lb' THEN round(value * 0.45359237, 2)
              WHEN vital_type = 'HEIGHT' AND unit = 'cm' THEN value
              WHEN vital_type = 'HEIGHT' AND unit = 'in' THEN round(value * 2.54, 2)
              WHEN vital_type IN ('HR', 'SPO2', 'RESP') THEN value
              WHEN vital_type IN ('TEMP', 'GLUCOSE') AND unit IS NOT NULL THEN value END AS amount
  FROM silver.vitals WHERE measured_at <= getvariable('now')
),
recent_vital AS (
  SELECT * FROM vital
  WHERE day >= getvariable('today') - 30 AND (amount IS NOT NULL OR (vital_type = 'BP' AND (bp_systolic IS NOT NULL OR bp_diastolic IS NOT NULL)))
),
recent_lab AS (
  SELECT *, coalesce(collected_at, resulted_at) AS taken, (coalesce(collected_at, resulted_at) AT TIME ZONE 'America/New_York')::DATE AS day
  FROM silver.lab_results
  WHERE result_status IN ('FINAL', 'CORRECTED') AND resulted_at <= getvariable('now')
),
risk AS (
  SELECT patient_id, risk_type, probability, valid_until, (scored_at AT TIME ZONE 'America/New_York')::DATE AS day
  FROM silver.risk_scores r
  WHERE status <> 'WITHDRAWN' AND scored_at <= getvariable('now')
    AND NOT EXISTS (SELECT 1 FROM silver.risk_scores n
                    WHERE n.patient_id = r.patient_id AND n.risk_type = r.risk_type AND n.status <> 'WITHDRAWN'
                      AND n.scored_at <= getvariable('now') AND (n.scored_at, n.score_id) > (r.scored_at, r.score_id))
),
current_risk AS (
  SELECT * FROM risk WHERE day >= getvariable('today') - 90 AND (valid_until IS NULL OR valid_until > getvariable('now'))
),
visit AS (
  SELECT *, (scheduled_start AT TIME ZONE 'America/New_York')::DATE AS day FROM silver.appointments
),
policy AS (
  SELECT p.*, y.payer_name,
         p.status = 'ACTIVE' AND coalesce(p.termination_date >= getvariable('today'), true) AS in_force,
         list_position(['PRIMARY', 'SECONDARY', 'TERTIARY'], p.coverage_priority) AS priority
  FROM silver.insurance_policies p LEFT JOIN silver.payers y USING (payer_id)
  WHERE p.effective_date <= getvariable('today')
),
encounter AS (
  SELECT *, (admitted_at AT TIME ZONE 'America/New_York')::DATE AS came, (discharged_at AT TIME ZONE 'America/New_York')::DATE AS went
  FROM silver.admissions
  WHERE encounter_class = 'INPATIENT' AND status <> 'CANCELLED' AND admitted_at <= getvariable('now')
),
-- A stay begins with an encounter that goes on from no earlier one.
stay AS (
  SELECT n.patient_id, n.came FROM encounter n
  WHERE NOT EXISTS (
    SELECT 1 FROM encounter e
    WHERE e.patient_id = n.patient_id AND (e.admitted_at, e.admission_id) < (n.admitted_at, n.admission_id)
      AND (e.discharged_at IS NULL OR e.discharged_at > n.admitted_at
           OR (n.came - e.went <= 1
               AND (e.facility_id <> n.facility_id OR e.discharge_disposition = 'TRANSFER_ACUTE'
                    OR n.admitted_from = 'ACUTE_TRANSFER' OR n.preceding_admission_id = e.admission_id)
               AND NOT EXISTS (SELECT 1 FROM encounter b
                               WHERE b.patient_id = n.patient_id
                                 AND (b.admitted_at, b.admission_id) < (n.admitted_at, n.admission_id)
                                 AND (b.admitted_at, b.admission_id) > (e.admitted_at, e.admission_id)))))
),
charge AS (
  SELECT l.patient_id, l.service_date, l.allowed_amount
  FROM silver.claim_lines l JOIN silver.claims c ON c.claim_id = l.claim_id
  WHERE c.status IN (SELECT DISTINCT status FROM silver.claims WHERE status NOT IN ('DRAFT', 'REJECTED', 'VOIDED'))
    AND c.frequency_code <> '8'
    AND c.claim_id NOT IN (SELECT original_claim_id FROM silver.claims
                           WHERE original_claim_id IS NOT NULL AND frequency_code IN ('7', '8')
                             AND status NOT IN ('DRAFT', 'REJECTED', 'VOIDED'))
),
attribution AS (
  SELECT patient_id, provider_id, count(*) AS visits, max(scheduled_start) AS newest
  FROM visit
  WHERE status = 'COMPLETED' AND visit_category = 'PRIMARY_CARE' AND scheduled_start <= getvariable('now')
    AND getvariable('today') <= day + INTERVAL 24 MONTH
  GROUP BY ALL
),
answer AS (
  SELECT
    u.user_id AS patient_id, u.first_name, u.last_name, u.date_of_birth, u.gender, u.sex, u.race, u.ethnicity, u.phone, u.email,
    u.street_address AS street, u.city, u.state, u.zip_code AS zip,
    year(aged_until) - year(u.date_of_birth) - CAST(strftime(aged_until, '%m%d') < strftime(u.date_of_birth, '%m%d') AS INT) AS age,
    u.date_of_death IS NOT NULL AS is_deceased, u.date_of_death,

    (SELECT round(avg(bp_systolic)) FROM recent_vital v WHERE v.patient_id = u.user_id AND vital_type = 'BP')::INT AS bp_systolic_avg,
    (SELECT round(avg(bp_diastolic)) FROM recent_vital v WHERE v.patient_id = u.user_id AND vital_type = 'BP')::INT AS bp_diastolic_avg,
    (SELECT round(avg(amount)) FROM recent_vital v WHERE v.patient_id = u.user_id AND vital_type = 'HR')::INT AS heart_rate_avg,
    (SELECT arg_max(amount, (measured_at, vital_id)) FROM recent_vital v WHERE v.patient_id = u.user_id AND vital_type = 'WEIGHT') AS weight_kg,
    (SELECT arg_max(amount, (measured_at, vital_id)) FROM vital v
     WHERE v.patient_id = u.user_id AND vital_type = 'HEIGHT' AND amount > 0) AS height_cm,
    (SELECT max(day) FROM recent_vital v WHERE v.patient_id = u.user_id) AS last_measurement_date,

    (SELECT arg_max(value_numeric, (taken, resulted_at, result_id)) FROM recent_lab l
     WHERE l.patient_id = u.user_id AND value_numeric IS NOT NULL AND loinc_code IN ('4548-4', '17856-6')
       AND day BETWEEN getvariable('today') - 90 AND getvariable('today')) AS hba1c,
    (SELECT arg_max(value_numeric, (taken, resulted_at, result_id)) FROM recent_lab l
     WHERE l.patient_id = u.user_id AND value_numeric IS NOT NULL AND loinc_code IN ('13457-7', '18262-6', '2089-1')
       AND day BETWEEN getvariable('today') - 90 AND getvariable('today')) AS ldl,
    (SELECT arg_max(value_numeric, (taken, resulted_at, result_id)) FROM recent_lab l
     WHERE l.patient_id = u.user_id AND value_numeric IS NOT NULL AND loinc_code IN ('33914-3', '62238-1', '98979-8')
       AND day BETWEEN getvariable('today') - 90 AND getvariable('today')) AS egfr,
    (SELECT max(day) FROM recent_lab l
     WHERE l.patient_id = u.user_id AND day BETWEEN getvariable('today') - 90 AND getvariable('today')) AS last_lab_date,

    (SELECT max(probability) FROM current_risk r WHERE r.patient_id = u.user_id AND risk_type = 'READMISSION_30DAY') AS readmission,
    (SELECT max(probability) FROM current_risk r WHERE r.patient_id = u.user_id AND risk_type = 'EMERGENCY_VISIT_90DAY') AS emergency,
    (SELECT max(probability) FROM current_risk r WHERE r.patient_id = u.user_id AND risk_type = 'MEDICATION_ADHERENCE') AS adherence,
    (SELECT max(probability) FROM current_risk r WHERE r.patient_id = u.user_id AND risk_type <> 'MEDICATION_ADHERENCE') AS highest,

    (SELECT arg_max(score, (calculated_at, engagement_id)) FROM silver.engagement_scores e
     WHERE e.patient_id = u.user_id AND score IS NOT NULL AND calculated_at <= getvariable('now'))::DECIMAL(3, 2) AS engagement_score,
    greatest((SELECT max(started_at) FROM silver.user_sessions s
              WHERE s.user_id = u.user_id AND login_succeeded AND started_at <= getvariable('now')),
             CASE WHEN u.last_login_at <= getvariable('now') THEN u.last_login_at END) AS last_portal_login,
    (SELECT max(scheduled_start) FROM visit a
     WHERE a.patient_id = u.user_id AND status = 'COMPLETED' AND scheduled_start <= getvariable('now')) AS last_appointment,
    CASE WHEN u.date_of_death IS NULL THEN
      (SELECT min(scheduled_start) FROM visit a
       WHERE a.patient_id = u.user_id AND status IN ('SCHEDULED', 'CONFIRMED') AND scheduled_start > getvariable('now')) END AS next_appointment,

    (SELECT arg_min({payer: payer_name, id: payer_id, number: policy_number,
                     status: CASE WHEN status = 'ACTIVE' AND NOT in_force THEN 'TERMINATED' ELSE status END},
                    (NOT in_force, priority, -epoch(effective_date), policy_id))
     FROM policy p WHERE p.patient_id = u.user_id) AS policy,
    coalesce((SELECT arg_min(provider_id, (-visits, -epoch(newest), provider_id)) FROM attribution t WHERE t.patient_id = u.user_id),
             u.preferred_provider_id) AS primary_care_provider_id,

    (SELECT count(*) FROM visit a
     WHERE a.patient_id = u.user_id AND status = 'COMPLETED' AND modality = 'IN_PERSON'
       AND day BETWEEN getvariable('today') - INTERVAL 12 MONTH AND getvariable('today')) AS office_visits,
    (SELECT count(*) FROM silver.admissions d
     WHERE d.patient_id = u.user_id AND encounter_class = 'EMERGENCY' AND status <> 'CANCELLED'
       AND (admitted_at AT TIME ZONE 'America/New_York')::DATE BETWEEN getvariable('today') - INTERVAL 12 MONTH AND getvariable('today'))
      AS emergency_visits,
    (SELECT count(*) FROM stay t
     WHERE t.patient_id = u.user_id AND came BETWEEN getvariable('today') - INTERVAL 12 MONTH AND getvariable('today')) AS hospitalizations,
    (SELECT coalesce(sum(allowed_amount), 0) FROM charge c
     WHERE c.patient_id = u.user_id AND service_date BETWEEN getvariable('today') - INTERVAL 12 MONTH AND getvariable('today')) AS total_cost
  FROM patient u
)
SELECT
  * EXCLUDE (weight_kg, height_cm, hba1c, ldl, egfr, readmission, emergency, adherence, highest, policy),
  round(weight_kg / 0.45359237, 2)::DECIMAL(5, 2) AS weight_lbs,
  round(weight_kg * 10000 / (height_cm * height_cm), 2)::DECIMAL(4, 2) AS bmi,
  round(hba1c, 1)::DECIMAL(3, 1) AS hba1c, round(ldl)::INT AS ldl_cholesterol, round(egfr)::INT AS egfr,
  round(readmission, 2)::DECIMAL(3, 2) AS readmission_30day,
  round(emergency, 2)::DECIMAL(3, 2) AS emergency_visit_90day,
  round(adherence, 2)::DECIMAL(3, 2) AS medication_adherence,
  CASE WHEN highest >= 0.8 THEN 'VERY_HIGH' WHEN highest >= 0.6 THEN 'HIGH' WHEN highest >= 0.3 THEN 'MODERATE'
       WHEN highest >= 0 THEN 'LOW' END AS overall_health_risk,
  coalesce(highest >= 0.6, false) AND NOT is_deceased AS is_high_risk,
  policy.payer AS insurance_payer, policy.id AS payer_id, policy.number AS policy_number, policy.status AS coverage_status,
  (SELECT first_name || ' ' || last_name FROM silver.providers p WHERE p.provider_id = answer.primary_care_provider_id) AS primary_care_provider
FROM answer
