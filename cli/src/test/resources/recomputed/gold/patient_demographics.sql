-- At every instant at which something could change, all that was known by then is looked at again; equal neighbours are one.
WITH account AS (
  SELECT user_id AS patient_id, valid_from, gender, date_of_birth, date_of_death
  FROM silver.users_history WHERE role = 'PATIENT' AND valid_from <= as_of()
),
body AS (
  SELECT patient_id, vital_type, measured_at, vital_id, _source_ts,
         round(value * CASE unit WHEN 'kg' THEN 1 WHEN 'cm' THEN 1 WHEN 'lb' THEN 0.45359237 WHEN 'in' THEN 2.54 END, 2)::DECIMAL(10, 2) AS size
  FROM silver.vitals
  WHERE measured_at <= as_of() AND _source_ts <= as_of()
    AND ((vital_type = 'WEIGHT' AND unit IN ('kg', 'lb')) OR (vital_type = 'HEIGHT' AND unit IN ('cm', 'in') AND value > 0))
),
habit AS (
  SELECT patient_id, smoking_status, assessed_at, determinant_id, _source_ts
  FROM silver.social_determinants
  WHERE status <> 'DECLINED' AND smoking_status IS NOT NULL AND assessed_at <= as_of() AND _source_ts <= as_of()
),
newest_birth AS (
  SELECT patient_id, min(valid_from) AS known_from, arg_max(date_of_birth, valid_from) AS birth FROM account GROUP BY ALL
),
-- Somebody born on 29 February is a year older on 1 March of a common year.
birthday AS (
  SELECT patient_id, known_from,
         if(strftime(birth, '%m%d') = '0229' AND last_day(make_date(y, 2, 1)) <> make_date(y, 2, 28) + 1,
            make_date(y, 3, 1), make_date(y, month(birth), if(strftime(birth, '%m%d') = '0229', 29, day(birth))))::TIMESTAMP
           AT TIME ZONE 'America/New_York' AS moment
  FROM newest_birth, range(1900, 2100) AS r(y)
  WHERE birth IS NOT NULL AND y >= year(birth) AND y BETWEEN year(known_from) AND year(as_of_day())
),
instant AS (
  SELECT patient_id, valid_from AS moment FROM account
  UNION SELECT patient_id, _source_ts FROM body
  UNION SELECT patient_id, _source_ts FROM habit
  UNION SELECT patient_id, moment FROM birthday WHERE moment > known_from AND moment <= as_of()
),
known AS (
  SELECT i.patient_id, i.moment,
         (SELECT arg_max(struct_pack(gender, date_of_birth, date_of_death), valid_from) FROM account a WHERE a.patient_id = i.patient_id AND a.valid_from <= i.moment) AS account,
         (SELECT arg_max(cents(size), (measured_at, vital_id)) FROM body b
          WHERE b.patient_id = i.patient_id AND b._source_ts <= i.moment AND vital_type = 'WEIGHT') AS weight,
         (SELECT arg_max(cents(size), (measured_at, vital_id)) FROM body b
          WHERE b.patient_id = i.patient_id AND b._source_ts <= i.moment AND vital_type = 'HEIGHT') AS height,
         (SELECT arg_max(smoking_status, (assessed_at, determinant_id)) FROM habit h WHERE h.patient_id = i.patient_id AND h._source_ts <= i.moment) AS smoking_status
  FROM instant i
),
feature AS (
  SELECT patient_id, moment, smoking_status, account.gender AS gender,
         age_on(account.date_of_birth, least(local_day(moment), coalesce(account.date_of_death, local_day(moment)))) AS age,
         capped(share(weight * 1000000, height * height, 2), 0, 99.99)::DECIMAL(4, 2)::DOUBLE AS bmi
  FROM known WHERE account IS NOT NULL
),
step AS (
  SELECT *, lag(struct_pack(age, gender, bmi, smoking_status)) OVER (PARTITION BY patient_id ORDER BY moment) AS before FROM feature
)
SELECT patient_id, moment AS feature_timestamp, as_of() AS created_at, moment AS updated_at, age, gender, bmi, smoking_status
FROM step WHERE before IS NULL OR before IS DISTINCT FROM struct_pack(age, gender, bmi, smoking_status)
