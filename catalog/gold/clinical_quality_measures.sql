-- Who counts in which clinical measure at the end of a month, and the fact that decided it.
--
-- silver.measure_status says where a patient stands. The facts are looked up again from the source rows,
-- so that a reader can open them and the checks can hold status and fact against each other.
-- Every fact is written as a spell of days on which it speaks; a period end picks the spell that holds it.
WITH period_ends AS (
  SELECT explode(array_distinct(array_append(
           transform(sequence(1, 13), k -> last_day(add_months(:as_of_date, -k))), :as_of_date))) AS period_end
),
standing AS (
  SELECT e.period_end, m.patient_id, m.measure, m.variant,
         m.is_excluded, m.in_denominator, m.in_numerator, m.record_last_updated
  FROM ${measure_status} m
  JOIN period_ends e ON m.valid_from <= e.period_end AND e.period_end < m.valid_to
),
readings AS (
  SELECT r.patient_id, 'DIABETES_HBA1C' AS measure,
         to_date(from_utc_timestamp(coalesce(r.collected_at, r.resulted_at), :business_zone)) AS day,
         struct(coalesce(r.collected_at, r.resulted_at), r.resulted_at, r.result_id) AS newness,
         r.value_numeric AS value, cast(NULL AS decimal(12,4)) AS diastolic, r.result_id AS source_key
  FROM ${lab_results} r
  JOIN ${ref_value_sets} v ON v.code = r.loinc_code AND v.value_set = 'hba1c_lab_test'
  WHERE r.result_status IN ('FINAL', 'CORRECTED') AND r.resulted_at <= :as_of AND r.value_numeric IS NOT NULL
  UNION ALL
  SELECT patient_id, 'HYPERTENSION_BP', to_date(from_utc_timestamp(measured_at, :business_zone)),
         struct(measured_at, measured_at, vital_id),
         cast(bp_systolic AS decimal(12,4)), cast(bp_diastolic AS decimal(12,4)), vital_id
  FROM ${vitals}
  WHERE vital_type = 'BP' AND source <> 'HOSPITAL' AND measured_at <= :as_of
  UNION ALL
  SELECT patient_id, CASE instrument WHEN 'ACT' THEN 'ASTHMA_ACT' ELSE 'DEPRESSION_PHQ9' END,
         to_date(from_utc_timestamp(assessed_at, :business_zone)), struct(assessed_at, assessed_at, assessment_id),
         cast(total_score AS decimal(12,4)), NULL, assessment_id
  FROM ${clinical_assessments}
  WHERE instrument IN ('ACT', 'PHQ9') AND is_complete AND total_score IS NOT NULL AND assessed_at <= :as_of
),
-- spec takes the newest reading of a day; standard the same, but for pressure the lowest systolic and the
-- lowest diastolic of the day (CMS165), with the row of the lowest systolic as its key.
reading_days AS (
  SELECT patient_id, measure, day,
         max_by(struct(value, diastolic, source_key), newness) AS newest,
         struct(min(value) AS value, min(diastolic) AS diastolic,
                min_by(source_key, struct(value, diastolic, newness)) AS source_key) AS lowest
  FROM readings
  GROUP BY patient_id, measure, day
),
reading_spells AS (
  SELECT patient_id, measure, day, newest, lowest,
         least(lead(day) OVER (PARTITION BY patient_id, measure ORDER BY day),
               date_add(add_months(day, 12), 1)) AS to_day
  FROM reading_days
),
-- CMS159: an index PHQ-9 above 9 is judged by the lowest PHQ-9 twelve months later, 60 days either side.
phq9_days AS (
  SELECT patient_id, to_date(from_utc_timestamp(assessed_at, :business_zone)) AS day,
         max_by(struct(cast(total_score AS decimal(12,4)) AS value, cast(NULL AS decimal(12,4)) AS diastolic, assessment_id AS source_key),
                struct(assessed_at, assessment_id)) AS newest
  FROM ${clinical_assessments}
  WHERE instrument = 'PHQ9' AND is_complete AND total_score IS NOT NULL AND assessed_at <= :as_of
  GROUP BY 1, 2
),
remission_spells AS (
  SELECT i.patient_id, date_add(add_months(i.day, 12), 61) AS from_day, date_add(add_months(i.day, 24), 61) AS to_day,
         min_by(struct(s.newest, s.day), struct(s.newest.value, s.day)) AS follow_up
  FROM (
    SELECT patient_id, day, lag(day) OVER (PARTITION BY patient_id ORDER BY day) AS previous_high
    FROM phq9_days
    WHERE newest.value > 9
  ) i
  JOIN phq9_days s
    ON s.patient_id = i.patient_id
   AND s.day BETWEEN date_sub(add_months(i.day, 12), 60) AND date_add(add_months(i.day, 12), 60)
  WHERE i.previous_high IS NULL OR i.previous_high < add_months(i.day, -14)
  GROUP BY i.patient_id, i.day
),
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
facts AS (
  SELECT patient_id, measure, variant, day AS from_day, to_day, day AS result_date, cast(NULL AS string) AS result_text,
         if(variant = 'standard' AND measure = 'HYPERTENSION_BP', lowest, newest) AS fact
  FROM (SELECT *, explode(array('spec', 'standard')) AS variant FROM reading_spells)
  WHERE NOT (measure = 'DEPRESSION_PHQ9' AND variant = 'standard')
  UNION ALL
  SELECT patient_id, 'DEPRESSION_PHQ9', 'standard', from_day, to_day, follow_up.day, NULL, follow_up.newest
  FROM remission_spells
  UNION ALL
  SELECT s.patient_id, b.measure, explode(array('spec', 'standard')), s.performed_date,
         date_add(add_months(s.performed_date, b.months), 1), s.performed_date, s.screening_type,
         struct(cast(NULL AS decimal(12,4)) AS value, cast(NULL AS decimal(12,4)) AS diastolic, s.screening_id AS source_key)
  FROM ${screenings} s
  JOIN look_backs b ON b.screening_type = s.screening_type
  WHERE s.status = 'COMPLETED' AND s.performed_date <= :as_of_date
    AND (s.result IS NULL OR s.result <> 'INADEQUATE_SAMPLE')
),
-- Of several screenings in force the newest is shown.
decided AS (
  SELECT e.period_end, f.patient_id, f.measure, f.variant,
         max_by(struct(f.fact.value, f.fact.diastolic, f.result_text, f.result_date, f.fact.source_key),
                struct(f.result_date, f.to_day, f.fact.source_key)) AS result
  FROM facts f
  JOIN period_ends e ON f.from_day <= e.period_end AND e.period_end < f.to_day
  GROUP BY e.period_end, f.patient_id, f.measure, f.variant
),
-- What can take a patient out, by rank: hospice, palliative care, then advanced illness with frailty.
stated AS (
  SELECT *,
         min(diagnosed_date) OVER (PARTITION BY patient_id, icd10_code) AS first_diagnosed_date,
         to_date(from_utc_timestamp(recorded_at, :business_zone)) AS recorded_day,
         row_number() OVER (PARTITION BY patient_id, icd10_code
                            ORDER BY recorded_at DESC, updated_at DESC, diagnosis_id DESC) AS newness
  FROM ${diagnoses}
  WHERE verification_status IN ('CONFIRMED', 'PROVISIONAL') AND recorded_at <= :as_of
),
exclusion_facts AS (
  SELECT e.patient_id, e.start_date AS from_day,
         CASE WHEN e.end_date IS NULL THEN DATE '9999-12-31' ELSE date_add(add_months(e.end_date, 12), 1) END AS to_day,
         CASE v.value_set WHEN 'hospice_program' THEN 1 ELSE 2 END AS rank,
         CASE v.value_set WHEN 'hospice_program' THEN 'HOSPICE' ELSE 'PALLIATIVE_CARE' END AS reason,
         'program_enrollments' AS source_table, e.enrollment_id AS source_key
  FROM ${program_enrollments} e
  JOIN ${ref_value_sets} v ON v.code = e.program_type AND v.value_set IN ('hospice_program', 'palliative_program')
  WHERE e.status IN ('ACTIVE', 'ENDED') AND e.start_date <= :as_of_date
  UNION ALL
  SELECT patient_id, from_day,
         CASE WHEN ended_day IS NULL THEN DATE '9999-12-31' ELSE date_add(add_months(ended_day, 12), 1) END,
         CASE value_set WHEN 'palliative_care' THEN 2 ELSE 3 END,
         CASE value_set WHEN 'palliative_care' THEN 'PALLIATIVE_CARE' ELSE 'ADVANCED_ILLNESS_AND_FRAILTY' END,
         'diagnoses', diagnosis_id
  FROM (
    SELECT s.patient_id, v.value_set, s.diagnosis_id,
           coalesce(s.first_diagnosed_date, s.recorded_day) AS from_day,
           CASE WHEN s.clinical_status IN ('ACTIVE', 'RECURRENCE') THEN s.resolved_date
                ELSE coalesce(s.resolved_date, s.recorded_day) END AS ended_day
    FROM stated s
    JOIN ${ref_value_sets} v
      ON v.code = s.icd10_code AND v.value_set IN ('palliative_care', 'advanced_illness')
    WHERE s.newness = 1
  )
),
excluded AS (
  SELECT e.period_end, x.patient_id,
         min_by(struct(x.reason, x.from_day, x.source_table, x.source_key),
                struct(x.rank, x.from_day, x.source_key)) AS exclusion
  FROM exclusion_facts x
  JOIN period_ends e ON x.from_day <= e.period_end AND e.period_end < x.to_day
  GROUP BY e.period_end, x.patient_id
),
attributed AS (
  SELECT e.period_end, a.patient_id, a.provider_id
  FROM ${provider_attribution} a
  JOIN period_ends e ON a.valid_from <= e.period_end AND e.period_end < a.valid_to
),
-- Coverage by its dates; a lapsed one without a last day is not known to have been in force.
covered AS (
  SELECT e.period_end, c.patient_id,
         min_by(c.payer_id, struct(CASE c.coverage_priority WHEN 'PRIMARY' THEN 1 WHEN 'SECONDARY' THEN 2 ELSE 3 END,
                                   datediff(e.period_end, c.effective_date), c.policy_id)) AS payer_id
  FROM ${insurance_policies} c
  JOIN period_ends e
    ON c.effective_date <= e.period_end AND (c.termination_date IS NULL OR e.period_end <= c.termination_date)
  WHERE c.status IN ('ACTIVE', 'TERMINATED') OR (c.status = 'LAPSED' AND c.termination_date IS NOT NULL)
  GROUP BY e.period_end, c.patient_id
)
SELECT
  s.period_end,
  s.patient_id,
  s.measure,
  s.variant,
  s.is_excluded,
  s.in_denominator,
  s.in_numerator,
  CASE WHEN s.is_excluded THEN x.exclusion.reason WHEN d.result IS NULL THEN 'NO_RESULT' ELSE 'RESULT' END AS decided_by,
  cast(d.result.value AS decimal(12,4)) AS result_value,
  cast(d.result.diastolic AS int) AS result_diastolic,
  d.result.result_text,
  d.result.result_date,
  CASE WHEN d.result IS NOT NULL THEN CASE s.measure
    WHEN 'DIABETES_HBA1C' THEN 'lab_results'
    WHEN 'HYPERTENSION_BP' THEN 'vitals'
    WHEN 'ASTHMA_ACT' THEN 'clinical_assessments'
    WHEN 'DEPRESSION_PHQ9' THEN 'clinical_assessments'
    ELSE 'screenings' END END AS result_table,
  d.result.source_key AS result_key,
  CASE WHEN s.is_excluded THEN x.exclusion.from_day END AS exclusion_date,
  CASE WHEN s.is_excluded THEN x.exclusion.source_table END AS exclusion_table,
  CASE WHEN s.is_excluded THEN x.exclusion.source_key END AS exclusion_key,
  a.provider_id,
  p.primary_facility_id AS facility_id,
  c.payer_id,
  s.period_end = :as_of_date AS is_as_of,
  s.record_last_updated
FROM standing s
LEFT JOIN decided d
  ON d.period_end = s.period_end AND d.patient_id = s.patient_id AND d.measure = s.measure AND d.variant = s.variant
LEFT JOIN excluded x ON x.period_end = s.period_end AND x.patient_id = s.patient_id
LEFT JOIN attributed a ON a.period_end = s.period_end AND a.patient_id = s.patient_id
LEFT JOIN ${providers} p ON p.provider_id = a.provider_id
LEFT JOIN covered c ON c.period_end = s.period_end AND c.patient_id = s.patient_id
