-- Patients with the condition are counted per code and per category from the statements that stand today.
WITH alive AS (
  SELECT user_id AS patient_id FROM silver.users WHERE role = 'PATIENT' AND coalesce(date_of_death > as_of_day(), true)
),
suffers AS (
  SELECT * FROM recomputed.active_conditions SEMI JOIN alive USING (patient_id)
),
unit AS (
  SELECT 'CODE' AS level, icd10_code AS code FROM suffers UNION SELECT 'CATEGORY', icd10_code[:3] FROM suffers
),
tally AS (
  SELECT u.level, u.code, left(u.code, 1) NOT IN ('R', 'V', 'W', 'X', 'Y', 'Z') AS is_disease,
    count(DISTINCT s.patient_id) AS patients,
    count(DISTINCT s.patient_id) FILTER (WHERE s.severity = 'SEVERE') AS severe_patients,
    -- New is who had no code of the unit before.
    (SELECT count(DISTINCT n.patient_id) FROM suffers n
     WHERE (n.icd10_code = u.code OR (u.level = 'CATEGORY' AND n.icd10_code[:3] = u.code))
       AND n.first_day > months_after(as_of_day(), -12)
       AND NOT EXISTS (SELECT 1 FROM suffers o
                       WHERE o.patient_id = n.patient_id AND (o.icd10_code = u.code OR (u.level = 'CATEGORY' AND o.icd10_code[:3] = u.code))
                         AND o.first_day <= months_after(as_of_day(), -12))) AS new_patients_12m,
    max(s.newest_commit) AS record_last_updated
  FROM unit u JOIN suffers s ON s.icd10_code = u.code OR (u.level = 'CATEGORY' AND s.icd10_code[:3] = u.code)
  GROUP BY ALL
)
SELECT level, code,
       CASE level WHEN 'CODE' THEN (SELECT description FROM silver.ref_icd10cm r WHERE r.code = t.code)
                  ELSE (SELECT min(category_title) FROM silver.ref_icd10cm r WHERE r.category = t.code) END AS description,
       CASE level WHEN 'CODE' THEN (SELECT chapter FROM silver.ref_icd10cm r WHERE r.code = t.code)
                  ELSE (SELECT min(chapter) FROM silver.ref_icd10cm r WHERE r.category = t.code) END AS chapter,
       CASE level WHEN 'CODE' THEN (SELECT is_chronic FROM silver.ref_icd10cm r WHERE r.code = t.code)
                  ELSE (SELECT bool_or(is_chronic) FROM silver.ref_icd10cm r WHERE r.category = t.code) END AS is_chronic,
       is_disease, patients, new_patients_12m, severe_patients,
       (SELECT count(*) FROM alive) AS population,
       share(patients, (SELECT count(*) FROM alive), 6)::DECIMAL(7, 6) AS prevalence,
       1 + (SELECT count(*) FROM tally b WHERE b.level = t.level AND b.is_disease = t.is_disease AND b.patients > t.patients) AS prevalence_rank,
       record_last_updated
FROM tally t
