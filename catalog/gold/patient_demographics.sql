-- Demographic features of every patient as a model could have known them: one row per instant at which a
-- feature changed, at the time the source committed the fact. Rows are only ever added: what was published
-- stays, and a row that late facts prove wrong gets a second version with a later created_at.
WITH accounts AS (
  SELECT user_id AS patient_id, valid_from, gender, date_of_birth, date_of_death
  FROM ${users_history}
  WHERE role = 'PATIENT' AND valid_from <= :as_of
),
-- A birthday changes the age without a fact; it comes at local midnight, 29 February on 1 March.
lives AS (
  SELECT patient_id, min(valid_from) AS first_known,
         max_by(date_of_birth, valid_from) AS date_of_birth
  FROM accounts
  GROUP BY patient_id
),
birthdays AS (
  SELECT patient_id, first_known,
         add_months(date_of_birth, 12 * years)
           + CASE WHEN month(date_of_birth) = 2 AND day(date_of_birth) = 29
                    AND day(add_months(date_of_birth, 12 * years)) = 28 THEN 1 ELSE 0 END AS day
  FROM (
    SELECT *, explode(sequence(greatest(0, year(first_known) - year(date_of_birth)),
                               greatest(0, year(:as_of_date) - year(date_of_birth)))) AS years
    FROM lives
    WHERE date_of_birth IS NOT NULL
  )
),
facts AS (
  SELECT patient_id, valid_from AS known_at, 'ACCOUNT' AS kind, struct(valid_from AS at, '' AS id) AS newness,
         cast(NULL AS decimal(10,2)) AS amount, gender AS word, date_of_birth, date_of_death
  FROM accounts
  UNION ALL
  SELECT patient_id, record_last_updated, vital_type, struct(measurement_timestamp AS at, vital_id AS id), value, NULL, NULL, NULL
  FROM ${vitals_normalized}
  WHERE measurement_timestamp <= :as_of AND record_last_updated <= :as_of
    AND (vital_type = 'WEIGHT' AND value IS NOT NULL OR vital_type = 'HEIGHT' AND value > 0)
  UNION ALL
  SELECT patient_id, _source_ts, 'SMOKING', struct(assessed_at AS at, determinant_id AS id), NULL, smoking_status, NULL, NULL
  FROM ${social_determinants}
  WHERE status <> 'DECLINED' AND smoking_status IS NOT NULL AND assessed_at <= :as_of AND _source_ts <= :as_of
  UNION ALL
  SELECT patient_id, to_utc_timestamp(cast(day AS timestamp), :business_zone), 'BIRTHDAY', NULL, NULL, NULL, NULL, NULL
  FROM birthdays
  WHERE to_utc_timestamp(cast(day AS timestamp), :business_zone) > first_known
    AND to_utc_timestamp(cast(day AS timestamp), :business_zone) <= :as_of
),
-- Newest is what was measured or said last, among all that was known by then. Whoever was not yet known
-- to be dead grew older.
known AS (
  SELECT DISTINCT patient_id, known_at,
         max(kind = 'ACCOUNT') OVER so_far AS has_account,
         max_by(word, if(kind = 'ACCOUNT', newness, NULL)) OVER so_far AS gender,
         max_by(date_of_birth, if(kind = 'ACCOUNT', newness, NULL)) OVER so_far AS date_of_birth,
         max_by(date_of_death, if(kind = 'ACCOUNT', newness, NULL)) OVER so_far AS date_of_death,
         max_by(amount, if(kind = 'WEIGHT', newness, NULL)) OVER so_far AS weight_kg,
         max_by(amount, if(kind = 'HEIGHT', newness, NULL)) OVER so_far AS height_cm,
         max_by(word, if(kind = 'SMOKING', newness, NULL)) OVER so_far AS smoking_status
  FROM facts
  WINDOW so_far AS (PARTITION BY patient_id ORDER BY known_at RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
),
dated AS (
  SELECT *,
         least(to_date(from_utc_timestamp(known_at, :business_zone)), date_of_death) AS age_day,
         round(weight_kg * 10000 / (height_cm * height_cm), 2) AS raw_bmi
  FROM known
  WHERE has_account
),
features AS (
  SELECT patient_id, known_at AS feature_timestamp,
         struct(cast(year(age_day) - year(date_of_birth)
                  - CASE WHEN month(age_day) * 100 + day(age_day) < month(date_of_birth) * 100 + day(date_of_birth)
                      THEN 1 ELSE 0 END AS bigint) AS age,
                gender,
                cast(cast(if(raw_bmi > 99.99, 99.99, raw_bmi) AS decimal(4,2)) AS double) AS bmi,
                smoking_status) AS now
  FROM dated
),
changed AS (
  SELECT *
  FROM (
    SELECT *, lag(now) OVER (PARTITION BY patient_id ORDER BY feature_timestamp) AS before
    FROM features
  )
  WHERE NOT now <=> before
),
-- A run repeated at the same as-of says the same again.
kept AS (
  SELECT patient_id, feature_timestamp, updated_at, created_at, age, gender, bmi, smoking_status
  FROM ${published}
  WHERE created_at < :as_of
),
newest_kept AS (
  SELECT patient_id, feature_timestamp, max_by(struct(age, gender, bmi, smoking_status), created_at) AS said
  FROM kept
  GROUP BY patient_id, feature_timestamp
)
SELECT patient_id, feature_timestamp, updated_at, created_at, age, gender, bmi, smoking_status FROM kept
UNION ALL
SELECT c.patient_id, c.feature_timestamp, c.feature_timestamp, :as_of,
       c.now.age, c.now.gender, c.now.bmi, c.now.smoking_status
FROM changed c
LEFT JOIN newest_kept k ON k.patient_id = c.patient_id AND k.feature_timestamp = c.feature_timestamp
WHERE k.patient_id IS NULL OR NOT k.said <=> c.now
