-- How many living patients have a condition on the day of as-of, by ICD-10-CM code and by category. A
-- patient with two codes of a category counts once in the category.
WITH people AS (
  SELECT user_id AS patient_id
  FROM ${users}
  WHERE role = 'PATIENT' AND (date_of_death IS NULL OR date_of_death > :as_of_date)
),
conditions AS (
  SELECT c.patient_id, c.diagnosed_date, c.severity, c.record_last_updated,
         stack(2, 'CODE', c.icd10_code, 'CATEGORY', substr(c.icd10_code, 1, 3)) AS (level, code)
  FROM ${active_conditions} c
  JOIN people p ON p.patient_id = c.patient_id
),
-- The first diagnosis of any code of the category begins the condition.
having_it AS (
  SELECT level, code, patient_id,
         min(diagnosed_date) AS first_day, max(coalesce(severity = 'SEVERE', false)) AS is_severe,
         max(record_last_updated) AS record_last_updated
  FROM conditions
  GROUP BY level, code, patient_id
),
counted AS (
  SELECT level, code,
         -- Chapters R and V to Z hold symptoms, causes and reasons for contact: no diseases.
         substr(code, 1, 1) NOT IN ('R', 'V', 'W', 'X', 'Y', 'Z') AS is_disease,
         count(*) AS patients,
         count_if(first_day > add_months(:as_of_date, -12)) AS new_patients_12m,
         count_if(is_severe) AS severe_patients,
         max(record_last_updated) AS record_last_updated
  FROM having_it
  GROUP BY level, code
),
names AS (
  SELECT 'CODE' AS level, code, description, chapter, is_chronic FROM ${ref_icd10cm}
  UNION ALL
  SELECT 'CATEGORY', category, min(category_title), min(chapter), max(is_chronic) FROM ${ref_icd10cm} GROUP BY category
)
SELECT
  c.level,
  c.code,
  n.description,
  n.chapter,
  n.is_chronic,
  c.is_disease,
  cast(c.patients AS int) AS patients,
  cast(c.new_patients_12m AS int) AS new_patients_12m,
  cast(c.severe_patients AS int) AS severe_patients,
  cast(t.people AS int) AS population,
  cast(cast(c.patients AS decimal(18,0)) / t.people AS decimal(7,6)) AS prevalence,
  cast(rank() OVER (PARTITION BY c.level, c.is_disease ORDER BY c.patients DESC) AS int) AS prevalence_rank,
  c.record_last_updated
FROM counted c
CROSS JOIN (SELECT count(*) AS people FROM people) t
LEFT JOIN names n ON n.level = c.level AND n.code = c.code
