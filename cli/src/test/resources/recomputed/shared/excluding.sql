-- What takes a patient out of the measures, or out together with frailty (rank 4), and through which day it does:
-- twelve months after it ended.
SELECT e.patient_id, e.start_date AS from_day, months_after(e.end_date, 12) AS through,
       CASE v.value_set WHEN 'hospice_program' THEN 1 WHEN 'palliative_program' THEN 2 ELSE 4 END AS rank,
       CASE v.value_set WHEN 'hospice_program' THEN 'HOSPICE' WHEN 'palliative_program' THEN 'PALLIATIVE_CARE' ELSE 'FRAILTY' END AS reason,
       'program_enrollments' AS place, e.enrollment_id AS id
FROM silver.program_enrollments e JOIN silver.ref_value_sets v ON v.code = e.program_type
WHERE v.value_set IN ('hospice_program', 'palliative_program', 'frailty_program')
  AND e.status NOT IN ('PENDING', 'DECLINED') AND e.start_date <= as_of_day()
UNION ALL
SELECT patient_id, from_day, months_after(to_day, 12), CASE value_set WHEN 'palliative_care' THEN 2 WHEN 'advanced_illness' THEN 3 ELSE 4 END,
       CASE value_set WHEN 'palliative_care' THEN 'PALLIATIVE_CARE' WHEN 'advanced_illness' THEN 'ADVANCED_ILLNESS_AND_FRAILTY' ELSE 'FRAILTY' END,
       'diagnoses', diagnosis_id
FROM recomputed.diagnosed WHERE value_set IN ('palliative_care', 'advanced_illness', 'frailty')
