-- Proportion of days covered: fills of one drug within 180 days, laid end to end so that an early
-- refill is used after the supply before it; days in hospital count neither way.
WITH fills AS (
  SELECT d.patient_id, d.rxnorm_code, d.dispense_id, d.fill_date, d.days_supply,
         p.medication_name, p.is_as_needed,
         greatest(d._source_ts, p._source_ts) AS newest_source_ts
  FROM ${medication_dispenses} d
  LEFT JOIN ${prescriptions} p ON p.prescription_id = d.prescription_id
  WHERE d.status IN ('FILLED', 'PICKED_UP') AND d.fill_date <= :as_of_date
),
drugs AS (
  SELECT patient_id, rxnorm_code,
         max_by(medication_name, struct(fill_date, dispense_id)) AS medication,
         max_by(is_as_needed, struct(fill_date, dispense_id)) AS is_as_needed,
         cast(count(*) AS int) AS fills,
         min(fill_date) AS first_fill_date, max(fill_date) AS last_fill_date,
         cast(sum(days_supply) AS int) AS days_supplied,
         max(newest_source_ts) AS newest_source_ts
  FROM fills
  GROUP BY patient_id, rxnorm_code
),
recent AS (
  SELECT patient_id, rxnorm_code, dispense_id, days_supply,
         unix_date(fill_date) AS filled,
         coalesce(sum(days_supply) OVER (PARTITION BY patient_id, rxnorm_code
                                         ORDER BY fill_date, dispense_id
                                         ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
                  0) AS supplied_before
  FROM fills
  WHERE fill_date > date_sub(:as_of_date, 180)
),
-- A fill begins on its day or when all earlier supply is used, whichever is later:
-- start(i) = supplied_before(i) + max over j <= i of (filled(j) - supplied_before(j)).
laid_out AS (
  SELECT *,
         supplied_before
           + max(filled - supplied_before) OVER (PARTITION BY patient_id, rxnorm_code
                                                 ORDER BY filled, dispense_id
                                                 ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS covered_from
  FROM recent
),
covered AS (
  SELECT patient_id, rxnorm_code, dispense_id, filled,
         covered_from,
         least(covered_from + days_supply, unix_date(:as_of_date) + 1) AS covered_to,
         covered_from + days_supply AS supply_to
  FROM laid_out
),
inpatient_days AS (
  SELECT DISTINCT patient_id, unix_date(day) AS day
  FROM (
    SELECT patient_id,
           explode(sequence(greatest(admit_date, date_sub(:as_of_date, 180)),
                            coalesce(date_sub(discharge_date, 1), :as_of_date))) AS day
    FROM ${hospital_stays}
    WHERE coalesce(date_sub(discharge_date, 1), :as_of_date)
            >= greatest(admit_date, date_sub(:as_of_date, 180))
  )
),
covered_in_hospital AS (
  SELECT c.patient_id, c.rxnorm_code, count(*) AS days
  FROM covered c
  JOIN inpatient_days i
    ON i.patient_id = c.patient_id AND i.day >= c.covered_from AND i.day < c.covered_to
  GROUP BY c.patient_id, c.rxnorm_code
),
periods AS (
  SELECT patient_id, rxnorm_code, count(*) AS fills_180d, min(filled) AS period_from,
         count(DISTINCT filled) AS fill_days,
         sum(greatest(covered_to - covered_from, 0)) AS days_covered,
         max(supply_to) - 1 AS supply_through
  FROM covered
  GROUP BY patient_id, rxnorm_code
),
period_in_hospital AS (
  SELECT p.patient_id, p.rxnorm_code, count(*) AS days
  FROM periods p
  JOIN inpatient_days i
    ON i.patient_id = p.patient_id
   AND i.day >= p.period_from AND i.day <= unix_date(:as_of_date)
  GROUP BY p.patient_id, p.rxnorm_code
),
days AS (
  SELECT p.patient_id, p.rxnorm_code, p.fills_180d, p.fill_days, p.supply_through,
         unix_date(:as_of_date) + 1 - p.period_from - coalesce(h.days, 0) AS days_in_period,
         p.days_covered - coalesce(c.days, 0) AS days_covered
  FROM periods p
  LEFT JOIN period_in_hospital h ON h.patient_id = p.patient_id AND h.rxnorm_code = p.rxnorm_code
  LEFT JOIN covered_in_hospital c ON c.patient_id = p.patient_id AND c.rxnorm_code = p.rxnorm_code
)
SELECT
  m.patient_id,
  m.rxnorm_code,
  m.medication,
  m.fills,
  m.first_fill_date,
  m.last_fill_date,
  m.days_supplied,
  cast(coalesce(d.fills_180d, 0) AS int) AS fills_180d,
  cast(d.days_in_period AS int) AS days_in_period,
  cast(d.days_covered AS int) AS days_covered,
  CASE WHEN d.fill_days >= 2 AND d.days_in_period > 0 AND NOT coalesce(m.is_as_needed, false)
    THEN cast(least(d.days_covered / cast(d.days_in_period AS decimal(10,0)), 1) AS decimal(3,2))
  END AS adherence_rate,
  date_from_unix_date(cast(d.supply_through AS int)) AS supply_through,
  m.newest_source_ts AS record_last_updated
FROM drugs m
LEFT JOIN days d ON d.patient_id = m.patient_id AND d.rxnorm_code = m.rxnorm_code
