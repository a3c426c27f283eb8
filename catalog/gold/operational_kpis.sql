-- Three kinds of numbers, each written as small rows and read per business day:
--   counts  (day, name, amount): what happened on the day;
--   spells  (name, subject, from, to): who is counted from one day to another, each subject once;
--   levels  (name, day, delta): how many are counted, as +1 and -1.
-- The last 90 business days are computed; older rows stay as they were published.
WITH patients AS (
  SELECT user_id AS patient_id, date_of_death FROM ${users} WHERE role = 'PATIENT'
),
sessions AS (
  SELECT s.user_id AS patient_id, to_date(from_utc_timestamp(s.started_at, :business_zone)) AS day,
         unix_seconds(s.ended_at) - unix_seconds(s.started_at) AS seconds
  FROM ${user_sessions} s
  JOIN patients p ON p.patient_id = s.user_id
  WHERE s.login_succeeded AND s.started_at <= :as_of
),
active_days AS (
  SELECT DISTINCT patient_id, day FROM sessions WHERE day >= date_sub(:as_of_date, 120)
),
first_adjudications AS (
  SELECT claim_id, min_by(struct(outcome, adjudicated_at), struct(sequence_number, adjudicated_at, adjudication_id)) AS first
  FROM ${claim_adjudications}
  WHERE adjudicated_at <= :as_of
  GROUP BY claim_id
),
-- A service is expected to be up from its first measurement on, so silence counts as down.
services AS (
  SELECT service_name, min(window_start) AS known_from
  FROM ${service_metrics}
  WHERE window_start <= :as_of
  GROUP BY service_name
),
expected_minutes AS (
  SELECT day,
         (unix_seconds(least(to_utc_timestamp(cast(date_add(day, 1) AS timestamp), :business_zone), :as_of))
          - unix_seconds(greatest(to_utc_timestamp(cast(day AS timestamp), :business_zone), known_from))) / 60 AS minutes
  FROM services
  CROSS JOIN (SELECT explode(sequence(date_sub(:as_of_date, 89), :as_of_date)) AS day)
),
counts AS (
  SELECT day, 'active_patients' AS name, cast(1 AS decimal(24,2)) AS amount FROM active_days
  UNION ALL
  SELECT day, stack(2, 'timed_sessions', cast(1 AS decimal(24,2)), 'session_seconds', cast(seconds AS decimal(24,2)))
  FROM sessions
  WHERE seconds >= 0
  UNION ALL
  SELECT to_date(from_utc_timestamp(submitted_at, :business_zone)), 'symptom_check_ins', 1
  FROM ${triage_assessments} WHERE submitted_at <= :as_of
  UNION ALL
  SELECT to_date(from_utc_timestamp(measured_at, :business_zone)), 'vitals_logged', 1
  FROM ${vitals} WHERE source IN ('HOME', 'WEARABLE') AND measured_at <= :as_of
  UNION ALL
  SELECT to_date(from_utc_timestamp(scheduled_start, :business_zone)),
         stack(2, 'scheduled', cast(1 AS decimal(24,2)), 'completed', cast(if(status = 'COMPLETED', 1, 0) AS decimal(24,2)))
  FROM ${appointments} WHERE status NOT IN ('CANCELLED', 'RESCHEDULED')
  UNION ALL
  SELECT to_date(from_utc_timestamp(coalesce(started_at, scheduled_at), :business_zone)), 'telemedicine', 1
  FROM ${telemedicine_sessions} WHERE status = 'COMPLETED'
  UNION ALL
  SELECT to_date(from_utc_timestamp(prescribed_at, :business_zone)), 'prescriptions', 1
  FROM ${prescriptions} WHERE status <> 'CANCELLED' AND prescribed_at <= :as_of
  UNION ALL
  SELECT to_date(from_utc_timestamp(ordered_at, :business_zone)), 'lab_orders', 1
  FROM ${lab_orders} WHERE status <> 'CANCELLED' AND ordered_at <= :as_of
  UNION ALL
  SELECT to_date(from_utc_timestamp(raised_at, :business_zone)), 'critical_alerts', 1
  FROM ${clinical_alerts} WHERE severity = 'CRITICAL' AND raised_at <= :as_of
  UNION ALL
  SELECT to_date(from_utc_timestamp(raised_at, :business_zone)),
         stack(2, 'answered_alerts', cast(1 AS decimal(24,2)),
                  'response_seconds', cast(unix_seconds(acknowledged_at) - unix_seconds(raised_at) AS decimal(24,2)))
  FROM ${clinical_alerts} WHERE acknowledged_at >= raised_at AND acknowledged_at <= :as_of
  UNION ALL
  SELECT to_date(from_utc_timestamp(opened_at, :business_zone)), 'review_tasks', 1
  FROM ${review_tasks} WHERE opened_at <= :as_of
  UNION ALL
  SELECT to_date(from_utc_timestamp(submitted_at, :business_zone)), 'claims_submitted', 1
  FROM ${claims} WHERE status <> 'DRAFT' AND frequency_code <> '8' AND submitted_at <= :as_of
  UNION ALL
  SELECT to_date(from_utc_timestamp(first.adjudicated_at, :business_zone)), concat('claims_', lower(first.outcome)), 1
  FROM first_adjudications
  UNION ALL
  SELECT to_date(from_utc_timestamp(detected_at, :business_zone)), 'fraud_alerts', 1
  FROM ${fraud_alerts} WHERE detected_at <= :as_of
  UNION ALL
  SELECT posting_date, 'revenue', if(transaction_type = 'REFUND', -amount, amount)
  FROM ${payments} WHERE status = 'POSTED' AND transaction_type IN ('PAYMENT', 'REFUND')
  UNION ALL
  SELECT to_date(from_utc_timestamp(window_start, :business_zone)), 'up_minutes', least(up_minutes, window_minutes)
  FROM ${service_metrics} WHERE window_start <= :as_of
  UNION ALL
  SELECT day, 'expected_minutes', cast(minutes AS decimal(24,2)) FROM expected_minutes WHERE minutes > 0
  UNION ALL
  SELECT to_date(from_utc_timestamp(window_start, :business_zone)),
         stack(2, 'requests', cast(request_count AS decimal(24,2)), 'latency_ms', cast(latency_sum_ms AS decimal(24,2)))
  FROM ${api_requests} WHERE window_start <= :as_of
  UNION ALL
  SELECT to_date(from_utc_timestamp(predicted_at, :business_zone)), 'predictions', 1
  FROM ${model_predictions} WHERE status IN ('OK', 'FALLBACK') AND predicted_at <= :as_of
),
-- A risk score counts from its day until the next of its type, its expiry, or 90 days later. One that
-- expires after as-of counts today, as it does in patient_360.
scores AS (
  SELECT patient_id, probability, risk_type,
         to_date(from_utc_timestamp(scored_at, :business_zone)) AS day,
         CASE WHEN valid_until <= :as_of THEN to_date(from_utc_timestamp(valid_until, :business_zone)) END AS expiry_day,
         to_date(from_utc_timestamp(lead(scored_at) OVER (PARTITION BY patient_id, risk_type ORDER BY scored_at, score_id),
                                    :business_zone)) AS next_day
  FROM ${risk_scores}
  WHERE status <> 'WITHDRAWN' AND scored_at <= :as_of
),
spells AS (
  SELECT 'weekly_active' AS name, patient_id, day AS from_day, date_add(day, 7) AS to_day FROM active_days
  UNION ALL
  SELECT 'monthly_active', patient_id, day, date_add(day, 30) FROM active_days
  UNION ALL
  SELECT 'on_pathway', patient_id,
         to_date(from_utc_timestamp(initiated_at, :business_zone)),
         coalesce(to_date(from_utc_timestamp(coalesce(completed_at, ended_at), :business_zone)), DATE '9999-12-31')
  FROM ${care_pathways}
  WHERE initiated_at <= :as_of
  UNION ALL
  SELECT 'high_risk', s.patient_id, s.day,
         least(s.next_day, s.expiry_day, date_add(s.day, 91), p.date_of_death)
  FROM scores s
  JOIN patients p ON p.patient_id = s.patient_id
  WHERE s.probability >= 0.60 AND s.risk_type <> 'MEDICATION_ADHERENCE'
),
-- A patient with two open spells counts once: from the first that opens to the last that closes.
spell_changes AS (
  SELECT name, patient_id, stack(2, from_day, 1, to_day, -1) AS (day, delta)
  FROM spells
  WHERE from_day < to_day
),
open_spells AS (
  SELECT name, patient_id, day, delta,
         sum(delta) OVER (PARTITION BY name, patient_id ORDER BY day
                          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS open_now
  FROM (SELECT name, patient_id, day, sum(delta) AS delta FROM spell_changes GROUP BY name, patient_id, day)
),
levels AS (
  SELECT name, day,
         CASE WHEN open_now > 0 AND open_now = delta THEN 1 WHEN open_now = 0 AND delta < 0 THEN -1 ELSE 0 END AS delta
  FROM open_spells
  UNION ALL
  SELECT concat(family, side), day, delta
  FROM (
    SELECT CASE WHEN measure IN ('COLORECTAL_SCREENING', 'BREAST_SCREENING') THEN 'preventive' ELSE 'chronic' END AS family,
           stack(4, '_measured', valid_from, 1, '_measured', valid_to, -1,
                    '_met', valid_from, if(in_numerator, 1, 0), '_met', valid_to, if(in_numerator, -1, 0)) AS (side, day, delta)
    FROM ${measure_status}
    WHERE variant = 'spec' AND in_denominator AND measure <> 'DEPRESSION_PHQ9'
  )
  UNION ALL
  -- An enrolment that ended counts for the 365 days that begin with its last.
  SELECT concat('pathways_', side), day, delta
  FROM (
    SELECT stack(4, 'ended', end_day, 1, 'ended', date_add(end_day, 365), -1,
                    'completed', end_day, completed, 'completed', date_add(end_day, 365), -completed) AS (side, day, delta)
    FROM (
      SELECT to_date(from_utc_timestamp(coalesce(completed_at, ended_at), :business_zone)) AS end_day,
             if(status = 'COMPLETED', 1, 0) AS completed
      FROM ${care_pathways}
      WHERE status IN ('COMPLETED', 'DISCONTINUED') AND coalesce(completed_at, ended_at) <= :as_of
    )
  )
),
-- What began before the first published day stands on the day before it.
calendar AS (
  SELECT explode(sequence(date_sub(:as_of_date, 90), :as_of_date)) AS day
),
level_changes AS (
  SELECT greatest(day, date_sub(:as_of_date, 90)) AS day,
         sum(delta) FILTER (WHERE name = 'weekly_active') AS weekly_active,
         sum(delta) FILTER (WHERE name = 'monthly_active') AS monthly_active,
         sum(delta) FILTER (WHERE name = 'on_pathway') AS on_pathway,
         sum(delta) FILTER (WHERE name = 'high_risk') AS high_risk,
         sum(delta) FILTER (WHERE name = 'chronic_measured') AS chronic_measured,
         sum(delta) FILTER (WHERE name = 'chronic_met') AS chronic_met,
         sum(delta) FILTER (WHERE name = 'preventive_measured') AS preventive_measured,
         sum(delta) FILTER (WHERE name = 'preventive_met') AS preventive_met,
         sum(delta) FILTER (WHERE name = 'pathways_ended') AS pathways_ended,
         sum(delta) FILTER (WHERE name = 'pathways_completed') AS pathways_completed
  FROM levels
  WHERE day <= :as_of_date
  GROUP BY 1
),
stands AS (
  SELECT c.day,
         coalesce(sum(l.weekly_active) OVER so_far, 0) AS weekly_active,
         coalesce(sum(l.monthly_active) OVER so_far, 0) AS monthly_active,
         coalesce(sum(l.on_pathway) OVER so_far, 0) AS on_pathway,
         coalesce(sum(l.high_risk) OVER so_far, 0) AS high_risk,
         coalesce(sum(l.chronic_measured) OVER so_far, 0) AS chronic_measured,
         coalesce(sum(l.chronic_met) OVER so_far, 0) AS chronic_met,
         coalesce(sum(l.preventive_measured) OVER so_far, 0) AS preventive_measured,
         coalesce(sum(l.preventive_met) OVER so_far, 0) AS preventive_met,
         coalesce(sum(l.pathways_ended) OVER so_far, 0) AS pathways_ended,
         coalesce(sum(l.pathways_completed) OVER so_far, 0) AS pathways_completed
  FROM calendar c
  LEFT JOIN level_changes l ON l.day = c.day
  WINDOW so_far AS (ORDER BY c.day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
),
per_day AS (
  SELECT day,
         sum(amount) FILTER (WHERE name = 'active_patients') AS active_patients,
         sum(amount) FILTER (WHERE name = 'timed_sessions') AS timed_sessions,
         sum(amount) FILTER (WHERE name = 'session_seconds') AS session_seconds,
         sum(amount) FILTER (WHERE name = 'symptom_check_ins') AS symptom_check_ins,
         sum(amount) FILTER (WHERE name = 'vitals_logged') AS vitals_logged,
         sum(amount) FILTER (WHERE name = 'scheduled') AS scheduled,
         sum(amount) FILTER (WHERE name = 'completed') AS completed,
         sum(amount) FILTER (WHERE name = 'telemedicine') AS telemedicine,
         sum(amount) FILTER (WHERE name = 'prescriptions') AS prescriptions,
         sum(amount) FILTER (WHERE name = 'lab_orders') AS lab_orders,
         sum(amount) FILTER (WHERE name = 'critical_alerts') AS critical_alerts,
         sum(amount) FILTER (WHERE name = 'answered_alerts') AS answered_alerts,
         sum(amount) FILTER (WHERE name = 'response_seconds') AS response_seconds,
         sum(amount) FILTER (WHERE name = 'review_tasks') AS review_tasks,
         sum(amount) FILTER (WHERE name = 'claims_submitted') AS claims_submitted,
         sum(amount) FILTER (WHERE name = 'claims_approved') AS claims_approved,
         sum(amount) FILTER (WHERE name = 'claims_partially_approved') AS claims_partially_approved,
         sum(amount) FILTER (WHERE name = 'claims_denied') AS claims_denied,
         sum(amount) FILTER (WHERE name = 'fraud_alerts') AS fraud_alerts,
         sum(amount) FILTER (WHERE name = 'revenue') AS revenue,
         sum(amount) FILTER (WHERE name = 'up_minutes') AS up_minutes,
         sum(amount) FILTER (WHERE name = 'expected_minutes') AS expected_minutes,
         sum(amount) FILTER (WHERE name = 'requests') AS requests,
         sum(amount) FILTER (WHERE name = 'latency_ms') AS latency_ms,
         sum(amount) FILTER (WHERE name = 'predictions') AS predictions
  FROM counts
  WHERE day BETWEEN date_sub(:as_of_date, 89) AND :as_of_date
  GROUP BY day
)
SELECT
  s.day AS kpi_date,
  cast(coalesce(d.active_patients, 0) AS int) AS daily_active_users,
  cast(s.weekly_active AS int) AS weekly_active_users,
  cast(s.monthly_active AS int) AS monthly_active_users,
  cast(round(d.session_seconds / d.timed_sessions / 60) AS int) AS avg_session_duration_minutes,
  cast(coalesce(d.symptom_check_ins, 0) AS int) AS symptom_check_ins,
  cast(coalesce(d.vitals_logged, 0) AS int) AS vitals_logged,
  cast(coalesce(d.scheduled, 0) AS int) AS appointments_scheduled,
  cast(coalesce(d.completed, 0) AS int) AS appointments_completed,
  cast(coalesce(d.telemedicine, 0) AS int) AS telemedicine_visits,
  cast(coalesce(d.prescriptions, 0) AS int) AS prescriptions_issued,
  cast(coalesce(d.lab_orders, 0) AS int) AS lab_orders,
  cast(s.on_pathway AS int) AS patients_on_care_pathways,
  cast(cast(s.pathways_completed AS decimal(18,0)) / nullif(s.pathways_ended, 0) AS decimal(3,2)) AS pathway_completion_rate,
  cast(cast(s.chronic_met AS decimal(18,0)) / nullif(s.chronic_measured, 0) AS decimal(3,2)) AS chronic_disease_control_rate,
  cast(cast(s.preventive_met AS decimal(18,0)) / nullif(s.preventive_measured, 0) AS decimal(3,2)) AS preventive_screening_rate,
  cast(s.high_risk AS int) AS high_risk_patients,
  cast(coalesce(d.critical_alerts, 0) AS int) AS critical_alerts,
  cast(coalesce(d.review_tasks, 0) AS int) AS human_review_tasks,
  cast(round(d.response_seconds / d.answered_alerts / 60) AS int) AS average_alert_response_time_minutes,
  cast(coalesce(d.claims_submitted, 0) AS int) AS claims_submitted,
  cast(coalesce(d.claims_approved, 0) AS int) AS claims_approved,
  cast(coalesce(d.claims_denied, 0) AS int) AS claims_denied,
  cast(coalesce(d.fraud_alerts, 0) AS int) AS fraud_alerts,
  cast(greatest(least(coalesce(d.revenue, 0), 9999999999.99), -9999999999.99) AS decimal(12,2)) AS total_revenue,
  cast(if(d.expected_minutes > 0,
          least(100 * coalesce(d.up_minutes, 0) / nullif(d.expected_minutes, 0), 100), NULL) AS decimal(5,2)) AS system_uptime_percent,
  cast(round(d.latency_ms / nullif(d.requests, 0)) AS int) AS avg_api_latency_ms,
  cast(coalesce(d.predictions, 0) AS int) AS ml_model_predictions,
  cast(coalesce(d.claims_partially_approved, 0) AS int) AS claims_partially_approved,
  s.day < :as_of_date AS is_complete_day
FROM stands s
LEFT JOIN per_day d ON d.day = s.day
WHERE s.day > date_sub(:as_of_date, 90)
