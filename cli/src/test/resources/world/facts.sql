-- What the figures of bands.yaml and the branches of branches.yaml are counted from.

CREATE VIEW people AS
SELECT user_id AS patient_id, sex, date_of_birth, date_of_death,
       date_part('year', age(day, date_of_birth)) AS age
FROM users, as_of
WHERE role = 'PATIENT';

CREATE VIEW living AS SELECT * FROM people WHERE date_of_death IS NULL;

CREATE VIEW adults AS SELECT * FROM living WHERE age >= 18;

-- The newest statement about a code decides.
CREATE VIEW conditions AS
SELECT patient_id, icd10_code, diagnosed_date, clinical_status IN ('ACTIVE', 'RECURRENCE') AS is_active
FROM diagnoses
WHERE verification_status IN ('CONFIRMED', 'PROVISIONAL')
QUALIFY row_number() OVER (PARTITION BY patient_id, icd10_code ORDER BY recorded_at DESC, diagnosis_id DESC) = 1;

-- Inpatient encounters; a transfer continues the one before it, so both are one stay.
CREATE TABLE stays AS
SELECT a.patient_id, a.admission_id, a.admitted_at, coalesce(b.discharged_at, a.discharged_at) AS discharged_at,
       coalesce(b.discharge_disposition, a.discharge_disposition) AS disposition,
       a.is_planned, a.principal_diagnosis_code, b.admission_id IS NOT NULL AS is_transferred
FROM admissions a
LEFT JOIN admissions b ON b.preceding_admission_id = a.admission_id AND b.admitted_from = 'ACUTE_TRANSFER'
WHERE a.encounter_class = 'INPATIENT' AND a.status <> 'CANCELLED'
  AND coalesce(a.admitted_from, '') <> 'ACUTE_TRANSFER';

-- Every discharge that could be followed, with the next stay.
CREATE TABLE discharges AS
SELECT s.*,
       lead(admitted_at) OVER later AS next_admitted_at,
       lead(is_planned) OVER later AS next_is_planned
FROM stays s
WINDOW later AS (PARTITION BY patient_id ORDER BY admitted_at);

CREATE VIEW index_discharges AS
SELECT d.*,
       coalesce(NOT next_is_planned AND date_diff('day', discharged_at, next_admitted_at) <= 30, false) AS is_readmitted
FROM discharges d, as_of
WHERE disposition NOT IN ('EXPIRED', 'AGAINST_MEDICAL_ADVICE', 'TRANSFER_ACUTE')
  AND discharged_at < instant - INTERVAL 30 DAY;

CREATE VIEW hba1c AS
SELECT patient_id, value_numeric AS value
FROM lab_results, as_of
WHERE loinc_code = '4548-4' AND value_numeric IS NOT NULL AND result_status IN ('FINAL', 'CORRECTED')
  AND collected_at > instant - INTERVAL 12 MONTH
QUALIFY row_number() OVER (PARTITION BY patient_id ORDER BY collected_at DESC) = 1;

CREATE VIEW pressure AS
SELECT patient_id, bp_systolic, bp_diastolic
FROM vitals, as_of
WHERE vital_type = 'BP' AND source <> 'HOSPITAL' AND measured_at > instant - INTERVAL 12 MONTH
QUALIFY row_number() OVER (PARTITION BY patient_id ORDER BY measured_at DESC) = 1;

CREATE VIEW scores AS
SELECT patient_id, instrument, total_score, assessed_at
FROM clinical_assessments
WHERE is_complete AND total_score IS NOT NULL;

-- A year after the first PHQ-9 above 9 of people with major depression, 60 days either side.
CREATE VIEW depression_cases AS
SELECT i.patient_id, i.day,
       coalesce(bool_or(s.total_score < 5), false) AS in_remission, count(s.total_score) AS follow_ups
FROM (SELECT patient_id, min(assessed_at) AS day FROM scores
      WHERE instrument = 'PHQ9' AND total_score > 9 GROUP BY patient_id) i
JOIN (SELECT DISTINCT patient_id FROM conditions WHERE icd10_code[1:3] IN ('F32', 'F33')) c ON c.patient_id = i.patient_id
CROSS JOIN as_of
LEFT JOIN scores s ON s.patient_id = i.patient_id AND s.instrument = 'PHQ9'
  AND s.assessed_at BETWEEN i.day + INTERVAL 12 MONTH - INTERVAL 60 DAY AND i.day + INTERVAL 12 MONTH + INTERVAL 60 DAY
WHERE i.day < instant - INTERVAL 14 MONTH
GROUP BY i.patient_id, i.day;

-- Half-open months of colorectal and breast tests that still count on the last day.
CREATE VIEW screened AS
SELECT s.patient_id, l.program
FROM screenings s
CROSS JOIN as_of
JOIN (VALUES ('FOBT', 'COLORECTAL', 12), ('FIT_DNA', 'COLORECTAL', 36), ('FLEXIBLE_SIGMOIDOSCOPY', 'COLORECTAL', 60),
             ('CT_COLONOGRAPHY', 'COLORECTAL', 60), ('COLONOSCOPY', 'COLORECTAL', 120), ('MAMMOGRAM', 'BREAST', 27))
     AS l(type, program, months) ON l.type = s.screening_type
WHERE s.status = 'COMPLETED' AND coalesce(s.result, '') <> 'INADEQUATE_SAMPLE'
  AND s.performed_date + to_months(l.months) >= day;

-- Days covered of the last 180, per living person and drug with two fills or more in them: a fill
-- before the last one has run out begins when it has.
CREATE TABLE covered_days AS
WITH RECURSIVE fills AS (
  SELECT d.patient_id, d.rxnorm_code, d.fill_date, d.days_supply,
         row_number() OVER (PARTITION BY d.patient_id, d.rxnorm_code ORDER BY d.fill_date, d.dispense_id) AS n
  FROM medication_dispenses d
  JOIN prescriptions p ON p.prescription_id = d.prescription_id AND p.is_chronic AND NOT p.is_as_needed
  JOIN living l ON l.patient_id = d.patient_id
  CROSS JOIN as_of
  WHERE d.status IN ('FILLED', 'PICKED_UP') AND d.fill_date BETWEEN day - 179 AND day
),
moved AS (
  SELECT patient_id, rxnorm_code, n, fill_date AS from_day, fill_date + days_supply AS to_day FROM fills WHERE n = 1
  UNION ALL
  SELECT f.patient_id, f.rxnorm_code, f.n, greatest(f.fill_date, m.to_day), greatest(f.fill_date, m.to_day) + f.days_supply
  FROM moved m
  JOIN fills f ON f.patient_id = m.patient_id AND f.rxnorm_code = m.rxnorm_code AND f.n = m.n + 1
)
SELECT patient_id, rxnorm_code,
       sum(greatest(0, least(to_day, day + 1) - from_day)) / (max(day) + 1 - min(from_day)) AS share
FROM moved, as_of
GROUP BY patient_id, rxnorm_code
HAVING count(*) >= 2;

CREATE VIEW first_decisions AS
SELECT claim_id, outcome, adjudicated_at
FROM claim_adjudications
QUALIFY row_number() OVER (PARTITION BY claim_id ORDER BY sequence_number) = 1;

CREATE VIEW last_year_visits AS
SELECT a.*
FROM appointments a, as_of
WHERE scheduled_start > instant - INTERVAL 12 MONTH AND scheduled_start < instant;
