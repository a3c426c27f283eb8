-- Where every patient stands in the six clinical measures, day by day, written as periods.
--
-- Each fact opens a spell on one day and closes it on another: a diagnosis, an age band, an
-- enrolment, a result that counts until the next one or for twelve months. +1 on the first day and
-- -1 on the day after the last, summed in order of days, tell how many spells are open; the patient
-- is in the denominator while a denominator spell is open, and so on. No day is ever enumerated.
WITH people AS (
  SELECT user_id AS patient_id, date_of_birth, sex,
         coalesce(date_of_death, DATE '9999-12-31') AS last_day, _source_ts
  FROM ${users}
  WHERE role = 'PATIENT'
),
-- The newest statement about a code decides from when to when the patient has the condition.
stated AS (
  SELECT *,
         min(diagnosed_date) OVER (PARTITION BY patient_id, icd10_code) AS first_diagnosed_date,
         to_date(from_utc_timestamp(recorded_at, :business_zone)) AS recorded_day,
         row_number() OVER (PARTITION BY patient_id, icd10_code
                            ORDER BY recorded_at DESC, updated_at DESC, diagnosis_id DESC) AS newness
  FROM ${diagnoses}
  WHERE verification_status IN ('CONFIRMED', 'PROVISIONAL') AND recorded_at <= :as_of
),
conditions AS (
  SELECT s.patient_id, v.value_set,
         coalesce(s.first_diagnosed_date, s.recorded_day) AS from_day,
         CASE WHEN s.clinical_status IN ('ACTIVE', 'RECURRENCE')
           THEN coalesce(s.resolved_date, DATE '9999-12-31')
           ELSE coalesce(s.resolved_date, s.recorded_day) END AS to_day,
         s._source_ts
  FROM stated s
  JOIN ${ref_value_sets} v
    ON v.code = s.icd10_code
   AND v.value_set IN ('diabetes', 'essential_hypertension', 'asthma', 'major_depression', 'advanced_illness', 'frailty', 'palliative_care')
  WHERE s.newness = 1
),
-- Age bands: from_age is the first age inside, to_age the first one outside.
bands AS (
  SELECT * FROM VALUES
    ('DIABETES_HBA1C', 'spec', 'diabetes', 0, 999, NULL),
    ('DIABETES_HBA1C', 'standard', 'diabetes', 18, 76, NULL),
    ('HYPERTENSION_BP', 'spec', 'essential_hypertension', 0, 999, NULL),
    ('HYPERTENSION_BP', 'standard', 'essential_hypertension', 18, 86, NULL),
    ('ASTHMA_ACT', 'spec', 'asthma', 0, 999, NULL),
    ('ASTHMA_ACT', 'standard', 'asthma', 0, 999, NULL),
    ('DEPRESSION_PHQ9', 'spec', 'major_depression', 0, 999, NULL),
    ('COLORECTAL_SCREENING', 'spec', NULL, 50, 76, NULL),
    ('COLORECTAL_SCREENING', 'standard', NULL, 46, 76, NULL),
    ('BREAST_SCREENING', 'spec', NULL, 40, 76, 'FEMALE'),
    ('BREAST_SCREENING', 'standard', NULL, 42, 75, 'FEMALE')
    AS band(measure, variant, value_set, from_age, to_age, sex)
),
denominators AS (
  SELECT p.patient_id, b.measure, b.variant,
         greatest(coalesce(c.from_day, DATE '0001-01-01'),
                  CASE WHEN b.from_age = 0 THEN DATE '0001-01-01'
                       ELSE add_months(p.date_of_birth, 12 * b.from_age)
                            + CASE WHEN month(p.date_of_birth) = 2 AND day(p.date_of_birth) = 29
                                     AND day(add_months(p.date_of_birth, 12 * b.from_age)) = 28 THEN 1 ELSE 0 END
                  END) AS from_day,
         least(coalesce(c.to_day, DATE '9999-12-31'), p.last_day,
               CASE WHEN b.to_age = 999 THEN DATE '9999-12-31'
                    ELSE add_months(p.date_of_birth, 12 * b.to_age)
                         + CASE WHEN month(p.date_of_birth) = 2 AND day(p.date_of_birth) = 29
                                  AND day(add_months(p.date_of_birth, 12 * b.to_age)) = 28 THEN 1 ELSE 0 END
               END) AS to_day,
         greatest(p._source_ts, c._source_ts) AS source_ts
  FROM people p
  CROSS JOIN bands b
  LEFT JOIN conditions c ON c.patient_id = p.patient_id AND c.value_set = b.value_set
  WHERE (b.value_set IS NULL OR c.patient_id IS NOT NULL)
    AND (b.sex IS NULL OR p.sex = b.sex)
    AND (b.from_age = 0 OR p.date_of_birth IS NOT NULL)
),
-- Newest result of a day; it speaks until the next day with a result, for twelve months at most.
hba1c_days AS (
  SELECT r.patient_id, to_date(from_utc_timestamp(coalesce(r.collected_at, r.resulted_at), :business_zone)) AS day,
         max_by(r.value_numeric, struct(coalesce(r.collected_at, r.resulted_at), r.resulted_at, r.result_id)) AS value,
         max(r._source_ts) AS source_ts
  FROM ${lab_results} r
  JOIN ${ref_value_sets} v ON v.code = r.loinc_code AND v.value_set = 'hba1c_lab_test'
  WHERE r.result_status IN ('FINAL', 'CORRECTED') AND r.resulted_at <= :as_of AND r.value_numeric IS NOT NULL
  GROUP BY 1, 2
),
-- Readings taken in hospital say nothing about control at home. spec judges the newest reading of
-- the day, standard the lowest systolic and the lowest diastolic of the day (CMS165).
pressure_days AS (
  SELECT patient_id, to_date(from_utc_timestamp(measured_at, :business_zone)) AS day,
         max_by(bp_systolic, struct(measured_at, vital_id)) AS newest_systolic,
         max_by(bp_diastolic, struct(measured_at, vital_id)) AS newest_diastolic,
         min(bp_systolic) AS lowest_systolic, min(bp_diastolic) AS lowest_diastolic,
         max(_source_ts) AS source_ts
  FROM ${vitals}
  WHERE vital_type = 'BP' AND source <> 'HOSPITAL' AND measured_at <= :as_of
  GROUP BY 1, 2
),
score_days AS (
  SELECT patient_id, instrument, to_date(from_utc_timestamp(assessed_at, :business_zone)) AS day,
         max_by(total_score, struct(assessed_at, assessment_id)) AS score,
         max(_source_ts) AS source_ts
  FROM ${clinical_assessments}
  WHERE instrument IN ('ACT', 'PHQ9') AND is_complete AND total_score IS NOT NULL AND assessed_at <= :as_of
  GROUP BY 1, 2, 3
),
result_days AS (
  SELECT patient_id, 'DIABETES_HBA1C' AS measure, day, value < 7 AS spec_met, value <= 9 AS standard_met, source_ts
  FROM hba1c_days
  UNION ALL
  SELECT patient_id, 'HYPERTENSION_BP', day,
         newest_systolic < 130 AND newest_diastolic < 80,
         lowest_systolic < 140 AND lowest_diastolic < 90, source_ts
  FROM pressure_days
  UNION ALL
  SELECT patient_id, CASE instrument WHEN 'ACT' THEN 'ASTHMA_ACT' ELSE 'DEPRESSION_PHQ9' END, day,
         CASE instrument WHEN 'ACT' THEN score > 20 ELSE score < 5 END,
         instrument = 'ACT' AND score >= 20, source_ts
  FROM score_days
),
result_spells AS (
  SELECT patient_id, measure, spec_met, standard_met, day AS from_day,
         least(lead(day) OVER (PARTITION BY patient_id, measure ORDER BY day),
               date_add(add_months(day, 12), 1)) AS to_day,
         source_ts
  FROM result_days
),
-- CMS159: PHQ-9 above 9 opens an index when there was none in the 14 months before; remission is a
-- PHQ-9 below 5 twelve months later, 60 days either side. The case is judged in the year that
-- begins when those 60 days are over.
index_scores AS (
  SELECT patient_id, day, source_ts
  FROM (
    SELECT *, lag(day) OVER (PARTITION BY patient_id ORDER BY day) AS previous_high
    FROM score_days
    WHERE instrument = 'PHQ9' AND score > 9
  )
  WHERE previous_high IS NULL OR previous_high < add_months(day, -14)
),
depression_cases AS (
  SELECT i.patient_id, i.day AS index_day,
         date_add(add_months(i.day, 12), 61) AS from_day,
         date_add(add_months(i.day, 24), 61) AS to_day,
         max(s.day IS NOT NULL) AS in_remission,
         max(greatest(i.source_ts, s.source_ts, c._source_ts)) AS source_ts
  FROM index_scores i
  JOIN conditions c
    ON c.patient_id = i.patient_id AND c.value_set = 'major_depression'
   AND c.from_day <= i.day AND i.day < c.to_day
  LEFT JOIN score_days s
    ON s.patient_id = i.patient_id AND s.instrument = 'PHQ9' AND s.score < 5
   AND s.day BETWEEN date_sub(add_months(i.day, 12), 60) AND date_add(add_months(i.day, 12), 60)
  GROUP BY i.patient_id, i.day
),
-- How long a screening counts, in months; an inadequate sample never counts.
look_backs AS (
  SELECT m.measure, v.code AS screening_type, m.months
  FROM VALUES
    ('COLORECTAL_SCREENING', 'colorectal_screening_1y', 12),
    ('COLORECTAL_SCREENING', 'colorectal_screening_3y', 36),
    ('COLORECTAL_SCREENING', 'colorectal_screening_5y', 60),
    ('COLORECTAL_SCREENING', 'colorectal_screening_10y', 120),
    ('BREAST_SCREENING', 'breast_screening_27m', 27) AS m(measure, value_set, months)
  JOIN ${ref_value_sets} v ON v.value_set = m.value_set
),
screening_spells AS (
  SELECT s.patient_id, b.measure, s.performed_date AS from_day,
         date_add(add_months(s.performed_date, b.months), 1) AS to_day, s._source_ts AS source_ts
  FROM ${screenings} s
  JOIN look_backs b ON b.screening_type = s.screening_type
  WHERE s.status = 'COMPLETED' AND s.performed_date <= :as_of_date
    AND (s.result IS NULL OR s.result <> 'INADEQUATE_SAMPLE')
),
-- An enrolment excludes for the twelve months of a measure that it touches.
exclusion_spells AS (
  SELECT e.patient_id,
         CASE v.value_set WHEN 'frailty_program' THEN 'frail' ELSE 'excluded' END AS part,
         e.start_date AS from_day,
         CASE WHEN e.end_date IS NULL THEN DATE '9999-12-31' ELSE date_add(add_months(e.end_date, 12), 1) END AS to_day,
         e._source_ts AS source_ts
  FROM ${program_enrollments} e
  JOIN ${ref_value_sets} v
    ON v.code = e.program_type
   AND v.value_set IN ('hospice_program', 'palliative_program', 'frailty_program')
  WHERE e.status IN ('ACTIVE', 'ENDED') AND e.start_date <= :as_of_date
  UNION ALL
  SELECT patient_id,
         CASE value_set WHEN 'frailty' THEN 'frail' WHEN 'palliative_care' THEN 'excluded' ELSE 'advanced' END, from_day,
         CASE WHEN to_day >= DATE '9998-01-01' THEN to_day ELSE date_add(add_months(to_day, 12), 1) END, _source_ts
  FROM conditions
  WHERE value_set IN ('frailty', 'advanced_illness', 'palliative_care')
  UNION ALL
  SELECT patient_id, 'over_66',
         add_months(date_of_birth, 12 * 66)
           + CASE WHEN month(date_of_birth) = 2 AND day(date_of_birth) = 29 THEN 1 ELSE 0 END,
         DATE '9999-12-31', _source_ts
  FROM people
  WHERE date_of_birth IS NOT NULL
),
all_denominators AS (
  SELECT patient_id, measure, variant, from_day, to_day, source_ts FROM denominators WHERE from_day < to_day
  UNION ALL
  SELECT d.patient_id, 'DEPRESSION_PHQ9', 'standard', d.from_day, least(d.to_day, p.last_day), d.source_ts
  FROM depression_cases d
  JOIN people p ON p.patient_id = d.patient_id
  WHERE d.from_day < p.last_day
),
measured_patients AS (
  SELECT DISTINCT patient_id, measure, variant FROM all_denominators
),
-- Facts about patients that reach into measures; no measure means all of them. A result that is not
-- met counts nowhere, but it is a fact of the measure: it ended the one before it.
patient_spells AS (
  SELECT patient_id, measure, if(spec_met, 'met', 'unmet') AS spec_part, if(standard_met, 'met', 'unmet') AS standard_part,
         from_day, to_day, source_ts
  FROM result_spells
  UNION ALL
  SELECT patient_id, measure, 'met', 'met', from_day, to_day, source_ts FROM screening_spells
  UNION ALL
  SELECT patient_id, 'DEPRESSION_PHQ9', 'unmet', if(in_remission, 'met', 'unmet'), from_day, to_day, source_ts FROM depression_cases
  UNION ALL
  SELECT patient_id, NULL, part, part, from_day, to_day, source_ts FROM exclusion_spells
),
spells AS (
  SELECT patient_id, measure, variant, 'denominator' AS part, from_day, to_day, source_ts FROM all_denominators
  UNION ALL
  SELECT m.patient_id, m.measure, m.variant, CASE m.variant WHEN 'spec' THEN s.spec_part ELSE s.standard_part END,
         s.from_day, s.to_day, s.source_ts
  FROM measured_patients m
  JOIN patient_spells s ON s.patient_id = m.patient_id AND (s.measure IS NULL OR s.measure = m.measure)
),
changes AS (
  SELECT patient_id, measure, variant, part, source_ts,
         stack(2, from_day, 1, to_day, -1) AS (day, delta)
  FROM spells
),
daily_changes AS (
  SELECT patient_id, measure, variant, day,
         sum(CASE part WHEN 'denominator' THEN delta ELSE 0 END) AS denominator,
         sum(CASE part WHEN 'met' THEN delta ELSE 0 END) AS met,
         sum(CASE part WHEN 'excluded' THEN delta ELSE 0 END) AS excluded,
         sum(CASE part WHEN 'frail' THEN delta ELSE 0 END) AS frail,
         sum(CASE part WHEN 'advanced' THEN delta ELSE 0 END) AS advanced,
         sum(CASE part WHEN 'over_66' THEN delta ELSE 0 END) AS over_66,
         max(source_ts) AS source_ts
  FROM changes
  GROUP BY patient_id, measure, variant, day
),
open_spells AS (
  SELECT patient_id, measure, variant, day,
         sum(denominator) OVER running AS denominator,
         sum(met) OVER running AS met,
         sum(excluded) OVER running AS excluded,
         sum(frail) OVER running AS frail,
         sum(advanced) OVER running AS advanced,
         sum(over_66) OVER running AS over_66,
         max(source_ts) OVER (PARTITION BY patient_id, measure, variant) AS source_ts
  FROM daily_changes
  WINDOW running AS (PARTITION BY patient_id, measure, variant ORDER BY day
                     ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
),
judged AS (
  SELECT patient_id, measure, variant, day, source_ts,
         CASE
           WHEN denominator = 0 THEN 'OUT'
           WHEN excluded > 0 OR (over_66 > 0 AND frail > 0 AND advanced > 0) THEN 'EXCLUDED'
           -- CMS122 counts poor control: above 9 % or no result at all.
           WHEN (met > 0) <> (measure = 'DIABETES_HBA1C' AND variant = 'standard') THEN 'NUMERATOR'
           ELSE 'DENOMINATOR'
         END AS status
  FROM open_spells
),
turns AS (
  SELECT *, lag(status) OVER (PARTITION BY patient_id, measure, variant ORDER BY day) AS previous_status
  FROM judged
),
periods AS (
  SELECT *,
         coalesce(lead(day) OVER (PARTITION BY patient_id, measure, variant ORDER BY day),
                  DATE '9999-12-31') AS next_day
  FROM turns
  WHERE previous_status IS NULL OR status <> previous_status
)
SELECT
  patient_id,
  measure,
  variant,
  day AS valid_from,
  next_day AS valid_to,
  status = 'EXCLUDED' AS is_excluded,
  status IN ('DENOMINATOR', 'NUMERATOR') AS in_denominator,
  status = 'NUMERATOR' AS in_numerator,
  source_ts AS record_last_updated
FROM periods
WHERE status <> 'OUT' AND day <= :as_of_date
