-- Proportion of days covered, day by day: a fill begins on its day or when the fill before it is used up.
WITH RECURSIVE fill AS (
  SELECT patient_id, rxnorm_code, fill_date, days_supply, row_number() OVER (PARTITION BY patient_id, rxnorm_code ORDER BY fill_date, dispense_id) AS place
  FROM silver.medication_dispenses
  WHERE status IN ('FILLED', 'PICKED_UP') AND fill_date <= as_of_day() AND as_of_day() - fill_date < 180
),
used AS (
  SELECT patient_id, rxnorm_code, place, fill_date AS from_day, fill_date + days_supply::INT AS to_day FROM fill WHERE place = 1
  UNION ALL
  SELECT f.patient_id, f.rxnorm_code, f.place, greatest(f.fill_date, u.to_day), greatest(f.fill_date, u.to_day) + f.days_supply::INT
  FROM used u JOIN fill f ON f.patient_id = u.patient_id AND f.rxnorm_code = u.rxnorm_code AND f.place = u.place + 1
),
day AS (
  SELECT f.patient_id, f.rxnorm_code, count(DISTINCT f.fill_date) AS fill_days, unnest(generate_series(min(f.fill_date), as_of_day(), INTERVAL 1 DAY))::DATE AS day
  FROM fill f GROUP BY ALL
),
counted AS (
  SELECT d.patient_id, d.rxnorm_code, any_value(d.fill_days) AS fill_days, count(*) AS days,
         count(*) FILTER (WHERE EXISTS (SELECT 1 FROM used u WHERE u.patient_id = d.patient_id AND u.rxnorm_code = d.rxnorm_code
                                          AND u.from_day <= d.day AND d.day < u.to_day)) AS covered
  FROM day d
  WHERE NOT EXISTS (SELECT 1 FROM recomputed.stays s WHERE s.patient_id = d.patient_id AND s.begin.came <= d.day AND coalesce(d.day < s.finish.went, true))
  GROUP BY d.patient_id, d.rxnorm_code
)
SELECT patient_id, rxnorm_code, share(covered, days, 2)::DECIMAL(3, 2) AS rate
FROM counted c
WHERE fill_days >= 2
  -- Drugs taken as needed have no rate; the prescription of the newest fill says so.
  AND NOT coalesce((SELECT arg_max(coalesce(p.is_as_needed, false), (m.fill_date, m.dispense_id))
                    FROM silver.medication_dispenses m LEFT JOIN silver.prescriptions p USING (prescription_id)
                    WHERE m.patient_id = c.patient_id AND m.rxnorm_code = c.rxnorm_code AND m.status IN ('FILLED', 'PICKED_UP')
                      AND m.fill_date <= as_of_day()), false)
