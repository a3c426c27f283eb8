-- A feature store asks what was known of a patient at an instant, so rows are added and never changed.
-- A run adds a row for every patient whose features differ from the newest row; repeated at the same
-- as-of it says the same again.
WITH kept AS (
  SELECT * FROM ${published} WHERE created_at < :as_of
),
newest AS (
  SELECT patient_id, max(feature_timestamp) AS feature_timestamp,
         max_by(struct(hba1c_latest, bp_systolic_avg_30d, bp_diastolic_avg_30d, egfr_latest, ldl_latest,
                       medication_count, comorbidity_count, prior_admissions_1y), feature_timestamp) AS features
  FROM kept
  GROUP BY patient_id
),
current_rows AS (
  SELECT patient_id, least(feature_timestamp, :as_of) AS feature_timestamp,
         struct(cast(hba1c_latest AS double) AS hba1c_latest,
                cast(bp_systolic_avg_30d AS bigint) AS bp_systolic_avg_30d,
                cast(bp_diastolic_avg_30d AS bigint) AS bp_diastolic_avg_30d,
                cast(egfr_latest AS bigint) AS egfr_latest,
                cast(ldl_latest AS bigint) AS ldl_latest,
                cast(medication_count AS bigint) AS medication_count,
                cast(comorbidity_count AS bigint) AS comorbidity_count,
                cast(prior_admissions_1y AS bigint) AS prior_admissions_1y) AS features
  FROM ${clinical_features}
),
-- Without a newer fact it was time that changed the features, or a fact that came late or was taken
-- back: they are true from as-of on.
added AS (
  SELECT c.patient_id,
         CASE WHEN n.patient_id IS NULL OR c.feature_timestamp > n.feature_timestamp THEN c.feature_timestamp ELSE :as_of END AS feature_timestamp,
         c.features
  FROM current_rows c
  LEFT JOIN newest n ON n.patient_id = c.patient_id
  WHERE n.patient_id IS NULL OR NOT (c.features <=> n.features)
)
SELECT patient_id, feature_timestamp, hba1c_latest, bp_systolic_avg_30d, bp_diastolic_avg_30d, egfr_latest,
       ldl_latest, medication_count, comorbidity_count, prior_admissions_1y, created_at
FROM kept
UNION ALL
SELECT patient_id, feature_timestamp, features.*, :as_of AS created_at
FROM added
