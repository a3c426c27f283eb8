-- patient_360 in DuckDB, over the same silver tables as catalog/gold/patient_360.sql: every group of
-- columns is one aggregation, joined at the end.
WITH people AS (
  SELECT *, least(:as_of_date, coalesce(date_of_death, :as_of_date)) AS age_day
  FROM ${users}
  WHERE role = 'PATIENT'
),
conditions AS (
  SELECT patient_id,
         list({'condition': condition, 'icd10_code': icd10_code, 'diagnosed_date': diagnosed_date, 'severity': severity}) AS active_conditions,
         max(record_last_updated) AS updated
  FROM ${active_conditions}
  GROUP BY patient_id
),
prescribed AS (
  SELECT *
  FROM ${prescriptions}
  WHERE status = 'ACTIVE'
    AND prescribed_at <= :as_of
    AND (start_date IS NULL OR start_date <= :as_of_date)
    AND (end_date IS NULL OR end_date >= :as_of_date)
    AND (discontinued_at IS NULL OR discontinued_at > :as_of)
  QUALIFY row_number() OVER (PARTITION BY patient_id, rxnorm_code
                             ORDER BY prescribed_at DESC, prescription_id DESC) = 1
),
medications AS (
  SELECT p.patient_id,
         list({'medication': p.medication_name, 'dosage': p.dosage, 'frequency': p.frequency, 'start_date': p.start_date,
               'prescriber': concat_ws(' ', d.first_name, d.last_name),
               'adherence_rate': h.adherence_rate}) AS current_medications,
         max(greatest(p._source_ts, h.record_last_updated, d._source_ts)) AS updated
  FROM prescribed p
  LEFT JOIN ${providers} d ON d.provider_id = p.prescriber_id
  LEFT JOIN ${medication_history} h ON h.patient_id = p.patient_id AND h.rxnorm_code = p.rxnorm_code
  GROUP BY p.patient_id
),
known_allergies AS (
  SELECT patient_id, list(DISTINCT allergen_name) AS allergies, max(_source_ts) AS updated
  FROM ${allergies}
  WHERE clinical_status = 'ACTIVE'
    AND verification_status IN ('CONFIRMED', 'UNCONFIRMED')
    AND recorded_at <= :as_of
  GROUP BY patient_id
),
measured AS (
  SELECT *, (measurement_timestamp AT TIME ZONE :business_zone)::DATE AS day,
         (measurement_timestamp, vital_id) AS newness
  FROM ${vitals_normalized}
  WHERE measurement_timestamp <= :as_of AND value IS NOT NULL
),
height AS (
  SELECT patient_id, arg_max(value, newness) AS height_cm
  FROM measured
  WHERE vital_type = 'HEIGHT' AND value > 0
  GROUP BY patient_id
),
month_vitals AS (
  SELECT patient_id,
         round(avg(value) FILTER (WHERE component = 'SYSTOLIC')) AS systolic,
         round(avg(value) FILTER (WHERE component = 'DIASTOLIC')) AS diastolic,
         round(avg(value) FILTER (WHERE vital_type = 'HR')) AS heart_rate,
         arg_max(value, newness) FILTER (WHERE vital_type = 'WEIGHT') AS weight_kg,
         max(day) AS last_day,
         max(record_last_updated) AS updated
  FROM measured
  WHERE day >= :as_of_date - 30
  GROUP BY patient_id
),
body AS (
  SELECT v.*,
         round(v.weight_kg / 0.45359237, 2) AS weight_lbs,
         round(v.weight_kg * 10000 / (h.height_cm * h.height_cm), 2) AS bmi
  FROM month_vitals v
  LEFT JOIN height h ON h.patient_id = v.patient_id
),
vitals AS (
  SELECT patient_id, updated,
         {'bp_systolic_avg': systolic::INT, 'bp_diastolic_avg': diastolic::INT, 'heart_rate_avg': heart_rate::INT,
          'weight_lbs': CASE WHEN weight_lbs > 999.99 THEN 999.99 ELSE weight_lbs END::DECIMAL(5, 2),
          'bmi': CASE WHEN bmi > 99.99 THEN 99.99 ELSE bmi END::DECIMAL(4, 2),
          'last_measurement_date': last_day} AS recent_vitals
  FROM body
),
quarter_labs AS (
  SELECT r.patient_id, s.value_set, r.value_numeric,
         (coalesce(r.collected_at, r.resulted_at) AT TIME ZONE :business_zone)::DATE AS day,
         (coalesce(r.collected_at, r.resulted_at), r.resulted_at, r.result_id) AS newness,
         r._source_ts
  FROM ${lab_results} r
  LEFT JOIN ${ref_value_sets} s
    ON s.code = r.loinc_code AND s.value_set IN ('hba1c_lab_test', 'ldl_lab_test', 'egfr_lab_test')
  WHERE r.result_status IN ('FINAL', 'CORRECTED') AND r.resulted_at <= :as_of
),
newest_labs AS (
  SELECT patient_id,
         round(arg_max(value_numeric, newness)
           FILTER (WHERE value_set = 'hba1c_lab_test' AND value_numeric IS NOT NULL), 1) AS hba1c,
         round(arg_max(value_numeric, newness)
           FILTER (WHERE value_set = 'ldl_lab_test' AND value_numeric IS NOT NULL)) AS ldl,
         round(arg_max(value_numeric, newness)
           FILTER (WHERE value_set = 'egfr_lab_test' AND value_numeric IS NOT NULL)) AS egfr,
         max(day) AS last_day,
         max(_source_ts) AS updated
  FROM quarter_labs
  WHERE day BETWEEN :as_of_date - 90 AND :as_of_date
  GROUP BY patient_id
),
labs AS (
  SELECT patient_id, updated,
         {'hba1c': CASE WHEN hba1c > 99.9 THEN 99.9 ELSE hba1c END::DECIMAL(3, 1),
          'ldl_cholesterol': ldl::INT, 'egfr': egfr::INT, 'last_lab_date': last_day} AS recent_labs
  FROM newest_labs
),
pathways AS (
  SELECT patient_id,
         list({'pathway_name': pathway_name, 'current_stage': current_stage,
               'progress_score': progress_score::DECIMAL(3, 2),
               'initiated_date': (initiated_at AT TIME ZONE :business_zone)::DATE,
               'expected_completion': expected_completion_date}) AS active_pathways,
         max(_source_ts) AS updated
  FROM ${care_pathways}
  WHERE status = 'ACTIVE' AND initiated_at <= :as_of
  GROUP BY patient_id
),
newest_scores AS (
  SELECT patient_id, risk_type,
         arg_max({'probability': probability, 'scored_at': scored_at, 'valid_until': valid_until}, (scored_at, score_id)) AS newest,
         max(_source_ts) AS source_ts
  FROM ${risk_scores}
  WHERE status <> 'WITHDRAWN' AND scored_at <= :as_of
  GROUP BY patient_id, risk_type
),
risks AS (
  SELECT patient_id,
         max(newest.probability) FILTER (WHERE risk_type = 'READMISSION_30DAY') AS readmission_30day,
         max(newest.probability) FILTER (WHERE risk_type = 'EMERGENCY_VISIT_90DAY') AS emergency_visit_90day,
         max(newest.probability) FILTER (WHERE risk_type = 'MEDICATION_ADHERENCE') AS medication_adherence,
         max(newest.probability) FILTER (WHERE risk_type <> 'MEDICATION_ADHERENCE') AS highest,
         max(source_ts) AS updated
  FROM newest_scores
  WHERE (newest.scored_at AT TIME ZONE :business_zone)::DATE >= :as_of_date - 90
    AND (newest.valid_until IS NULL OR newest.valid_until > :as_of)
  GROUP BY patient_id
),
engagement AS (
  SELECT patient_id,
         arg_max(score, (calculated_at, engagement_id))::DECIMAL(3, 2) AS engagement_score,
         max(_source_ts) AS updated
  FROM ${engagement_scores}
  WHERE calculated_at <= :as_of AND score IS NOT NULL
  GROUP BY patient_id
),
logins AS (
  SELECT user_id AS patient_id, max(started_at) AS last_login, max(_source_ts) AS updated
  FROM ${user_sessions}
  WHERE login_succeeded AND started_at <= :as_of
  GROUP BY user_id
),
year_appointments AS (
  SELECT patient_id,
         max(scheduled_start) FILTER (WHERE status = 'COMPLETED' AND scheduled_start <= :as_of) AS last_appointment,
         min(scheduled_start) FILTER (WHERE status IN ('SCHEDULED', 'CONFIRMED') AND scheduled_start > :as_of) AS next_appointment,
         count(*) FILTER (
           WHERE status = 'COMPLETED' AND modality = 'IN_PERSON'
             AND (scheduled_start AT TIME ZONE :business_zone)::DATE
                   BETWEEN (:as_of_date - INTERVAL 12 MONTH)::DATE AND :as_of_date) AS office_visits,
         max(_source_ts) AS updated
  FROM ${appointments}
  GROUP BY patient_id
),
specialist_list AS (
  SELECT a.patient_id,
         list(DISTINCT {'specialty': p.specialty_name, 'provider_name': concat_ws(' ', p.first_name, p.last_name)}) AS specialists
  FROM ${appointments} a
  JOIN ${providers} p ON p.provider_id = a.provider_id
  WHERE a.status = 'COMPLETED' AND a.visit_category IN ('SPECIALTY', 'BEHAVIORAL_HEALTH')
    AND a.scheduled_start <= :as_of
    AND (a.scheduled_start AT TIME ZONE :business_zone)::DATE >= (:as_of_date - INTERVAL 24 MONTH)::DATE
  GROUP BY a.patient_id
),
policies AS (
  SELECT *, status = 'ACTIVE' AND (termination_date IS NULL OR termination_date >= :as_of_date) AS in_force
  FROM ${insurance_policies}
  WHERE effective_date <= :as_of_date
),
ranked_policies AS (
  SELECT *
  FROM policies
  QUALIFY row_number() OVER (
    PARTITION BY patient_id
    ORDER BY in_force DESC,
             CASE coverage_priority WHEN 'PRIMARY' THEN 1 WHEN 'SECONDARY' THEN 2 ELSE 3 END,
             effective_date DESC, policy_id) = 1
),
coverage AS (
  SELECT c.patient_id, c.payer_id, p.payer_name, c.policy_number,
         CASE WHEN c.status = 'ACTIVE' AND NOT c.in_force THEN 'TERMINATED' ELSE c.status END AS coverage_status,
         greatest(c._source_ts, p._source_ts) AS updated
  FROM ranked_policies c
  LEFT JOIN ${payers} p ON p.payer_id = c.payer_id
),
attributed AS (
  SELECT patient_id, provider_id, record_last_updated AS updated
  FROM ${provider_attribution}
  WHERE valid_from <= :as_of_date AND :as_of_date < valid_to
),
emergencies AS (
  SELECT patient_id, count(*) AS emergency_visits, max(_source_ts) AS updated
  FROM ${admissions}
  WHERE encounter_class = 'EMERGENCY' AND status <> 'CANCELLED'
    AND (admitted_at AT TIME ZONE :business_zone)::DATE BETWEEN (:as_of_date - INTERVAL 12 MONTH)::DATE AND :as_of_date
  GROUP BY patient_id
),
hospital AS (
  SELECT patient_id, count(*) AS hospitalizations, max(record_last_updated) AS updated
  FROM ${hospital_stays}
  WHERE admit_date BETWEEN (:as_of_date - INTERVAL 12 MONTH)::DATE AND :as_of_date
  GROUP BY patient_id
),
replaced AS (
  SELECT DISTINCT original_claim_id AS claim_id
  FROM ${claims}
  WHERE frequency_code IN ('7', '8') AND original_claim_id IS NOT NULL
    AND status NOT IN ('DRAFT', 'REJECTED', 'VOIDED')
),
costs AS (
  SELECT l.patient_id, sum(l.allowed_amount) AS total_cost, max(greatest(l._source_ts, c._source_ts)) AS updated
  FROM ${claim_lines} l
  JOIN ${claims} c ON c.claim_id = l.claim_id
  ANTI JOIN replaced r ON r.claim_id = l.claim_id
  WHERE c.status NOT IN ('DRAFT', 'REJECTED', 'VOIDED') AND c.frequency_code <> '8'
    AND l.service_date BETWEEN (:as_of_date - INTERVAL 12 MONTH)::DATE AND :as_of_date
  GROUP BY l.patient_id
)
SELECT
  u.user_id AS patient_id,
  u.first_name,
  u.last_name,
  u.date_of_birth,
  year(u.age_day) - year(u.date_of_birth)
    - CASE WHEN month(u.age_day) * 100 + day(u.age_day) < month(u.date_of_birth) * 100 + day(u.date_of_birth)
        THEN 1 ELSE 0 END AS age,
  u.gender,
  u.race,
  u.ethnicity,
  {'street': u.street_address, 'city': u.city, 'state': u.state, 'zip': u.zip_code} AS address,
  u.phone,
  u.email,
  coalesce(list_sort(c.active_conditions), []) AS active_conditions,
  coalesce(list_sort(m.current_medications), []) AS current_medications,
  coalesce(list_sort(a.allergies), []) AS allergies,
  v.recent_vitals,
  l.recent_labs,
  coalesce(list_sort(w.active_pathways), []) AS active_pathways,
  CASE WHEN r.patient_id IS NOT NULL THEN
    {'readmission_30day': r.readmission_30day::DECIMAL(3, 2),
     'emergency_visit_90day': r.emergency_visit_90day::DECIMAL(3, 2),
     'medication_adherence': r.medication_adherence::DECIMAL(3, 2),
     'overall_health_risk': CASE
       WHEN r.highest < 0.30 THEN 'LOW'
       WHEN r.highest < 0.60 THEN 'MODERATE'
       WHEN r.highest < 0.80 THEN 'HIGH'
       WHEN r.highest IS NOT NULL THEN 'VERY_HIGH' END} END AS risk_scores,
  e.engagement_score,
  greatest(s.last_login, CASE WHEN u.last_login_at <= :as_of THEN u.last_login_at END) AS last_portal_login,
  y.last_appointment,
  CASE WHEN u.date_of_death IS NULL THEN y.next_appointment END AS next_appointment,
  i.payer_name AS insurance_payer,
  i.policy_number,
  i.coverage_status,
  CASE WHEN pcp.provider_id IS NOT NULL THEN concat_ws(' ', pcp.first_name, pcp.last_name) END AS primary_care_provider,
  coalesce(list_sort(sp.specialists), []) AS specialists,
  {'office_visits': coalesce(y.office_visits, 0)::INT,
   'emergency_visits': coalesce(em.emergency_visits, 0)::INT,
   'hospitalizations': coalesce(h.hospitalizations, 0)::INT,
   'total_cost': least(coalesce(t.total_cost, 0), 99999999.99)::DECIMAL(10, 2)} AS utilization_last_12m,
  greatest(u._source_ts, c.updated, m.updated, a.updated, v.updated, l.updated, w.updated, r.updated, e.updated,
           s.updated, y.updated, i.updated, ap.updated, em.updated, h.updated, t.updated) AS record_last_updated,
  u.sex,
  u.date_of_death IS NOT NULL AS is_deceased,
  u.date_of_death,
  coalesce(ap.provider_id, u.preferred_provider_id) AS primary_care_provider_id,
  i.payer_id,
  coalesce(r.highest >= 0.60 AND u.date_of_death IS NULL, false) AS is_high_risk
FROM people u
LEFT JOIN conditions c ON c.patient_id = u.user_id
LEFT JOIN medications m ON m.patient_id = u.user_id
LEFT JOIN known_allergies a ON a.patient_id = u.user_id
LEFT JOIN vitals v ON v.patient_id = u.user_id
LEFT JOIN labs l ON l.patient_id = u.user_id
LEFT JOIN pathways w ON w.patient_id = u.user_id
LEFT JOIN risks r ON r.patient_id = u.user_id
LEFT JOIN engagement e ON e.patient_id = u.user_id
LEFT JOIN logins s ON s.patient_id = u.user_id
LEFT JOIN year_appointments y ON y.patient_id = u.user_id
LEFT JOIN coverage i ON i.patient_id = u.user_id
LEFT JOIN attributed ap ON ap.patient_id = u.user_id
LEFT JOIN ${providers} pcp ON pcp.provider_id = coalesce(ap.provider_id, u.preferred_provider_id)
LEFT JOIN specialist_list sp ON sp.patient_id = u.user_id
LEFT JOIN emergencies em ON em.patient_id = u.user_id
LEFT JOIN hospital h ON h.patient_id = u.user_id
LEFT JOIN costs t ON t.patient_id = u.user_id
