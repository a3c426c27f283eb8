-- Day by day, every figure asks its own source for that day or the days that end with it.
WITH day AS (
  SELECT unnest(generate_series(as_of_day() - 89, as_of_day(), INTERVAL 1 DAY))::DATE AS day
),
session AS (
  SELECT s.user_id AS patient_id, local_day(s.started_at) AS day, seconds(s.ended_at) - seconds(s.started_at) AS length
  FROM silver.user_sessions s SEMI JOIN (SELECT user_id FROM silver.users WHERE role = 'PATIENT') u USING (user_id)
  WHERE s.login_succeeded AND s.started_at <= as_of()
),
score AS (
  SELECT r.patient_id, r.risk_type, r.probability, r.scored_at, r.score_id, local_day(r.scored_at) AS day, if(r.valid_until <= as_of(), local_day(r.valid_until), NULL) AS expires, u.date_of_death
  FROM silver.risk_scores r JOIN silver.users u ON u.user_id = r.patient_id AND u.role = 'PATIENT'
  WHERE r.status IN ('CURRENT', 'SUPERSEDED') AND r.scored_at <= as_of() AND r.risk_type <> 'MEDICATION_ADHERENCE'
),
high_risk AS (
  SELECT d.day, count(DISTINCT s.patient_id) AS patients
  FROM day d JOIN score s ON d.day - s.day BETWEEN 0 AND 90 AND coalesce(d.day < s.expires, true) AND coalesce(d.day < s.date_of_death, true)
  WHERE s.probability >= 0.6
    AND NOT EXISTS (SELECT 1 FROM score n WHERE n.patient_id = s.patient_id AND n.risk_type = s.risk_type AND n.day <= d.day
                      AND (n.scored_at, n.score_id) > (s.scored_at, s.score_id))
  GROUP BY ALL
),
enrolment AS (
  SELECT patient_id, status, local_day(initiated_at) AS first, local_day(coalesce(completed_at, ended_at)) AS last,
         coalesce(completed_at, ended_at) <= as_of() AS is_over
  FROM silver.care_pathways WHERE initiated_at <= as_of() OR coalesce(completed_at, ended_at) <= as_of()
),
pooled AS (
  SELECT day, measure IN ('COLORECTAL_SCREENING', 'BREAST_SCREENING') AS is_screening, sum(in_numerator::INT) AS met, count(*) AS measured
  FROM recomputed.standing WHERE variant = 'spec' AND in_denominator AND measure <> 'DEPRESSION_PHQ9' GROUP BY ALL
),
decision AS (
  SELECT DISTINCT ON (claim_id) local_day(adjudicated_at) AS day, outcome
  FROM silver.claim_adjudications WHERE adjudicated_at <= as_of() ORDER BY claim_id, sequence_number, adjudicated_at, adjudication_id
),
service AS (
  SELECT service_name, min(window_start) AS first FROM silver.service_metrics WHERE window_start <= as_of() GROUP BY ALL
),
midnight AS (
  SELECT day, day::TIMESTAMP AT TIME ZONE 'America/New_York' AS begins,
         least((day + 1)::TIMESTAMP AT TIME ZONE 'America/New_York', as_of()) AS ends FROM day
)
SELECT day AS kpi_date,
  (SELECT count(DISTINCT patient_id) FROM session s WHERE s.day = d.day) AS daily_active_users,
  (SELECT count(DISTINCT patient_id) FROM session s WHERE s.day BETWEEN d.day - 6 AND d.day) AS weekly_active_users,
  (SELECT count(DISTINCT patient_id) FROM session s WHERE s.day BETWEEN d.day - 29 AND d.day) AS monthly_active_users,
  (SELECT share(sum(length), count(*) * 60, 0) FROM session s WHERE s.day = d.day AND length >= 0)::INT AS avg_session_duration_minutes,
  (SELECT count(*) FROM silver.triage_assessments WHERE submitted_at <= as_of() AND local_day(submitted_at) = d.day) AS symptom_check_ins,
  (SELECT count(*) FROM silver.vitals WHERE source IN ('HOME', 'WEARABLE') AND measured_at <= as_of() AND local_day(measured_at) = d.day) AS vitals_logged,
  (SELECT count(*) FROM silver.appointments WHERE status NOT IN ('CANCELLED', 'RESCHEDULED') AND local_day(scheduled_start) = d.day) AS appointments_scheduled,
  (SELECT count(*) FROM silver.appointments WHERE status = 'COMPLETED' AND local_day(scheduled_start) = d.day) AS appointments_completed,
  (SELECT count(*) FROM silver.telemedicine_sessions WHERE status = 'COMPLETED' AND local_day(coalesce(started_at, scheduled_at)) = d.day) AS telemedicine_visits,
  (SELECT count(*) FROM silver.prescriptions WHERE status <> 'CANCELLED' AND prescribed_at <= as_of() AND local_day(prescribed_at) = d.day) AS prescriptions_issued,
  (SELECT count(*) FROM silver.lab_orders WHERE status <> 'CANCELLED' AND ordered_at <= as_of() AND local_day(ordered_at) = d.day) AS lab_orders,
  (SELECT count(DISTINCT patient_id) FROM enrolment e WHERE e.first <= d.day AND coalesce(d.day < e.last, true)) AS patients_on_care_pathways,
  (SELECT share(count(CASE status WHEN 'COMPLETED' THEN 1 END), count(*), 2) FROM enrolment e
   WHERE status IN ('COMPLETED', 'DISCONTINUED') AND is_over AND d.day - e.last BETWEEN 0 AND 364)::DECIMAL(3, 2) AS pathway_completion_rate,
  (SELECT share(met, measured, 2) FROM pooled p WHERE p.day = d.day AND NOT is_screening)::DECIMAL(3, 2) AS chronic_disease_control_rate,
  (SELECT share(met, measured, 2) FROM pooled p WHERE p.day = d.day AND is_screening)::DECIMAL(3, 2) AS preventive_screening_rate,
  coalesce((SELECT patients FROM high_risk h WHERE h.day = d.day), 0) AS high_risk_patients,
  (SELECT count(*) FROM silver.clinical_alerts WHERE severity = 'CRITICAL' AND raised_at <= as_of() AND local_day(raised_at) = d.day) AS critical_alerts,
  (SELECT count(*) FROM silver.review_tasks WHERE opened_at <= as_of() AND local_day(opened_at) = d.day) AS human_review_tasks,
  (SELECT share(sum(seconds(acknowledged_at) - seconds(raised_at)), count(*) * 60, 0) FROM silver.clinical_alerts
   WHERE acknowledged_at BETWEEN raised_at AND as_of() AND local_day(raised_at) = d.day)::INT AS average_alert_response_time_minutes,
  (SELECT count(*) FROM silver.claims WHERE status <> 'DRAFT' AND frequency_code <> '8' AND submitted_at <= as_of() AND local_day(submitted_at) = d.day) AS claims_submitted,
  (SELECT count(*) FROM decision e WHERE e.day = d.day AND outcome = 'APPROVED') AS claims_approved,
  (SELECT count(*) FROM decision e WHERE e.day = d.day AND outcome = 'DENIED') AS claims_denied,
  (SELECT count(*) FROM silver.fraud_alerts WHERE detected_at <= as_of() AND local_day(detected_at) = d.day) AS fraud_alerts,
  (SELECT coalesce(sum(if(transaction_type = 'PAYMENT', amount, -amount)), 0) FROM silver.payments
   WHERE status = 'POSTED' AND transaction_type IN ('PAYMENT', 'REFUND') AND posting_date = d.day)::DECIMAL(12, 2) AS total_revenue,
  capped(share(100 * 60 * coalesce((SELECT sum(least(up_minutes, window_minutes)) FROM silver.service_metrics WHERE window_start <= as_of()
                                   AND local_day(window_start) = d.day), 0),
        (SELECT sum(seconds(m.ends) - seconds(greatest(m.begins, s.first))) FROM service s, midnight m WHERE m.day = d.day AND s.first < m.ends), 2), 0, 100)
    ::DECIMAL(5, 2) AS system_uptime_percent,
  (SELECT share(sum(latency_sum_ms), sum(request_count), 0) FROM silver.api_requests WHERE window_start <= as_of() AND local_day(window_start) = d.day)::INT
    AS avg_api_latency_ms,
  (SELECT count(*) FROM silver.model_predictions WHERE status IN ('OK', 'FALLBACK') AND predicted_at <= as_of() AND local_day(predicted_at) = d.day)
    AS ml_model_predictions,
  (SELECT count(*) FROM decision e WHERE e.day = d.day AND outcome = 'PARTIALLY_APPROVED') AS claims_partially_approved,
  day < as_of_day() AS is_complete_day
FROM day d
