-- Every provider on every day; a rate looks at its own 365 days again.
WITH cell AS (
  SELECT provider_id, hired_date, terminated_date, specialty_code, practice_group_id,
         unnest(generate_series(as_of_day() - 89, as_of_day(), INTERVAL 1 DAY))::DATE AS day
  FROM silver.providers
),
visit AS (
  SELECT a.provider_id, a.patient_id, a.status, local_day(a.scheduled_start) AS day, p.specialty_code, p.practice_group_id,
         if(a.status = 'COMPLETED' AND a.modality = 'IN_PERSON',
            greatest(seconds(a.started_at) - greatest(seconds(a.scheduled_start), coalesce(seconds(a.checked_in_at), 0)), 0 * seconds(a.started_at)), NULL) AS waited,
         if(a.status = 'COMPLETED', seconds(a.ended_at) - seconds(a.started_at), NULL) AS lasted
  FROM silver.appointments a LEFT JOIN silver.providers p USING (provider_id)
  WHERE a.status NOT IN ('CANCELLED', 'RESCHEDULED')
),
newcomer AS (
  SELECT DISTINCT v.provider_id, v.day, v.patient_id,
         coalesce((SELECT local_day(registered_at) FROM silver.users u WHERE u.user_id = v.patient_id) > months_after(v.day, -36), false) AS is_short
  FROM visit v
  WHERE v.status = 'COMPLETED' AND v.day <= as_of_day()
    AND NOT EXISTS (SELECT 1 FROM visit e
                    WHERE e.patient_id = v.patient_id AND e.status = 'COMPLETED' AND e.day < v.day AND e.day >= months_after(v.day, -36)
                      AND (e.provider_id = v.provider_id OR (e.specialty_code = v.specialty_code AND e.practice_group_id = v.practice_group_id)))
),
review AS (
  SELECT provider_id, local_day(responded_at) AS day, overall_rating AS stars
  FROM silver.patient_surveys WHERE status = 'COMPLETED' AND overall_rating IS NOT NULL AND responded_at <= as_of()
),
slot AS (
  SELECT provider_id, slot_date AS day, status
  FROM silver.appointment_slots_history
  WHERE (NOT valid_from_known OR valid_from <= slot_date::TIMESTAMP AT TIME ZONE 'America/New_York')
    AND coalesce(valid_to > slot_date::TIMESTAMP AT TIME ZONE 'America/New_York', true)
    AND status IN ('OPEN', 'HELD', 'BOOKED')
),
discharge AS (
  SELECT provider_id, discharge_date AS day, is_readmitted_30d FROM recomputed.readmissions WHERE is_index_30d
),
charge AS (
  SELECT coalesce(l.provider_id, i.provider_id) AS provider_id, l.service_date AS day, l.charge_amount
  FROM silver.billing_invoice_lines l JOIN silver.billing_invoices i USING (invoice_id)
  WHERE l.status <> 'VOID' AND i.status NOT IN ('DRAFT', 'VOID')
),
decision AS (
  SELECT c.rendering_provider_id AS provider_id, local_day(f.adjudicated_at) AS day, f.outcome
  FROM (SELECT claim_id, arg_min(a, (sequence_number, adjudicated_at, adjudication_id)) AS f
        FROM silver.claim_adjudications a WHERE adjudicated_at <= as_of() GROUP BY claim_id)
  JOIN silver.claims c USING (claim_id)
),
emergency AS (
  SELECT a.provider_id, a.day
  FROM (SELECT patient_id, local_day(admitted_at) AS day FROM silver.admissions
        WHERE encounter_class = 'EMERGENCY' AND status <> 'CANCELLED' AND admitted_at <= as_of()) e
  JOIN recomputed.attributed a USING (patient_id, day)
),
pooled AS (
  SELECT a.provider_id, s.day, s.measure IN ('COLORECTAL_SCREENING', 'BREAST_SCREENING') AS is_screening, count(*) AS measured, sum(s.in_numerator::INT) AS met
  FROM recomputed.standing s JOIN recomputed.attributed a USING (patient_id, day)
  WHERE s.variant = 'spec' AND s.in_denominator AND s.measure <> 'DEPRESSION_PHQ9'
  GROUP BY ALL
),
figure AS (
  SELECT provider_id, day, hired_date, terminated_date,
    (SELECT count(DISTINCT patient_id) FROM visit v WHERE v.provider_id = c.provider_id AND v.day = c.day AND v.status = 'COMPLETED') AS patients_seen,
    (SELECT count(*) FROM newcomer n WHERE n.provider_id = c.provider_id AND n.day = c.day) AS new_patients,
    (SELECT count(*) FROM newcomer n WHERE n.provider_id = c.provider_id AND n.day = c.day AND is_short) AS short,
    (SELECT count(*) FROM visit v WHERE v.provider_id = c.provider_id AND v.day = c.day) AS scheduled,
    (SELECT count(*) FROM visit v WHERE v.provider_id = c.provider_id AND v.day = c.day AND v.status = 'COMPLETED') AS completed,
    (SELECT count(*) FROM visit v WHERE v.provider_id = c.provider_id AND v.day = c.day AND v.status = 'NO_SHOW') AS no_shows,
    (SELECT share(count(CASE v.status WHEN 'NO_SHOW' THEN 1 END), count(*), 2) FROM visit v
     WHERE v.provider_id = c.provider_id AND c.day - v.day BETWEEN 0 AND 364 AND v.status IN ('COMPLETED', 'NO_SHOW')) AS no_show_rate,
    (SELECT share(sum(stars), count(*), 1) FROM review r WHERE r.provider_id = c.provider_id AND r.day = c.day) AS stars,
    (SELECT count(*) FROM review r WHERE r.provider_id = c.provider_id AND r.day = c.day) AS reviews,
    (SELECT share(sum(stars), count(*), 1) FROM review r WHERE r.provider_id = c.provider_id AND c.day - r.day BETWEEN 0 AND 364) AS stars_365d,
    (SELECT count(*) FROM review r WHERE r.provider_id = c.provider_id AND c.day - r.day BETWEEN 0 AND 364) AS reviews_365d,
    (SELECT share(sum(waited), count(*) * 60, 0) FROM visit v WHERE v.provider_id = c.provider_id AND v.day = c.day AND waited <= 14400) AS wait,
    (SELECT count(*) FROM visit v WHERE v.provider_id = c.provider_id AND v.day = c.day AND waited > 14400) AS long_waits,
    (SELECT share(sum(lasted), count(*) * 60, 0) FROM visit v WHERE v.provider_id = c.provider_id AND v.day = c.day AND lasted BETWEEN 0 AND 43200) AS duration,
    (SELECT count(*) FROM slot s WHERE s.provider_id = c.provider_id AND s.day = c.day) AS slots,
    (SELECT share(count(CASE s.status WHEN 'OPEN' THEN 1 END), count(*), 2) FROM slot s WHERE s.provider_id = c.provider_id AND s.day = c.day) AS open_share,
    (SELECT coalesce(sum(1 + ifnull(overbook_limit, 0)), 0) FROM silver.appointment_slots s WHERE s.provider_id = c.provider_id AND s.slot_date = c.day
       AND status NOT IN ('BLOCKED', 'CANCELLED')) AS capacity,
    (SELECT count(*) FROM silver.appointment_slots s, silver.appointments a
     WHERE a.slot_id = s.slot_id AND s.provider_id = c.provider_id AND s.slot_date = c.day AND s.status NOT IN ('BLOCKED', 'CANCELLED')
       AND a.status NOT IN ('CANCELLED', 'RESCHEDULED')) AS in_slots,
    (SELECT count(*) FROM discharge r WHERE r.provider_id = c.provider_id AND r.day = c.day) AS discharges,
    (SELECT count(*) FROM discharge r WHERE r.provider_id = c.provider_id AND c.day - r.day BETWEEN 0 AND 364) AS discharges_365d,
    (SELECT count(*) FROM discharge r WHERE r.provider_id = c.provider_id AND c.day - r.day BETWEEN 0 AND 364 AND is_readmitted_30d) AS readmitted_365d,
    (SELECT sum(charge_amount) FROM charge g WHERE g.provider_id = c.provider_id AND g.day = c.day) AS charges,
    (SELECT count(*) FROM decision a WHERE a.provider_id = c.provider_id AND a.day = c.day) AS decided,
    (SELECT count(*) FROM decision a WHERE a.provider_id = c.provider_id AND c.day - a.day BETWEEN 0 AND 364) AS decided_365d,
    (SELECT count(*) FROM decision a WHERE a.provider_id = c.provider_id AND c.day - a.day BETWEEN 0 AND 364 AND outcome <> 'DENIED') AS approved_365d,
    (SELECT count(*) FROM emergency e WHERE e.provider_id = c.provider_id AND c.day - e.day BETWEEN 0 AND 364) AS emergencies_365d,
    (SELECT count(*) FROM recomputed.attributed a WHERE a.provider_id = c.provider_id AND c.day - a.day BETWEEN 0 AND 364) AS patient_days_365d,
    (SELECT count(*) FROM recomputed.attributed a WHERE a.provider_id = c.provider_id AND a.day = c.day) AS attributed,
    coalesce((SELECT measured FROM pooled p WHERE p.provider_id = c.provider_id AND p.day = c.day AND NOT is_screening), 0) AS chronic,
    coalesce((SELECT met FROM pooled p WHERE p.provider_id = c.provider_id AND p.day = c.day AND NOT is_screening), 0) AS chronic_met,
    coalesce((SELECT measured FROM pooled p WHERE p.provider_id = c.provider_id AND p.day = c.day AND is_screening), 0) AS screening,
    coalesce((SELECT met FROM pooled p WHERE p.provider_id = c.provider_id AND p.day = c.day AND is_screening), 0) AS screening_met
  FROM cell c
)
SELECT provider_id, day AS metric_date, patients_seen, new_patients, scheduled AS appointments_scheduled, completed AS appointments_completed,
       no_show_rate::DECIMAL(3, 2) AS no_show_rate, stars::DECIMAL(2, 1) AS patient_satisfaction_avg, reviews AS review_count,
       share(chronic_met, chronic, 2)::DECIMAL(3, 2) AS chronic_disease_control_rate,
       share(screening_met, screening, 2)::DECIMAL(3, 2) AS preventive_care_completion_rate,
       wait::INT AS avg_wait_time_minutes, duration::INT AS avg_visit_duration_minutes,
       open_share::DECIMAL(3, 2) AS same_day_appointment_availability,
       share(readmitted_365d, discharges_365d, 2)::DECIMAL(3, 2) AS readmission_rate,
       capped(share(emergencies_365d * 365, patient_days_365d, 2), 0, 9.99)::DECIMAL(3, 2) AS emergency_visit_rate,
       least(coalesce(charges, 0), 99999999.99)::DECIMAL(10, 2) AS total_charges,
       share(approved_365d, decided_365d, 2)::DECIMAL(3, 2) AS insurance_approval_rate,
       short AS new_patients_short_history, no_shows, long_waits AS waits_over_240_minutes, stars_365d::DECIMAL(2, 1) AS patient_satisfaction_avg_365d,
       reviews_365d AS review_count_365d, attributed AS attributed_patients, chronic AS chronic_measures, chronic_met AS chronic_measures_met,
       screening AS preventive_measures, screening_met AS preventive_measures_met,
       discharges_365d AS index_discharges_365d, readmitted_365d AS readmissions_365d, slots AS slots_offered, decided_365d AS claims_adjudicated_365d,
       capacity AS slot_capacity, in_slots AS slot_visits
FROM figure
WHERE (coalesce(day >= hired_date, true) AND coalesce(day <= terminated_date, true))
   OR scheduled + reviews + slots + discharges + decided > 0 OR charges IS NOT NULL
