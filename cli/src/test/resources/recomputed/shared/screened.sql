-- Completed screenings, for which measure they count and through which day.
SELECT s.patient_id, if(b.years < 27, 'COLORECTAL_SCREENING', 'BREAST_SCREENING') AS measure, s.screening_type, s.screening_id, s.performed_date AS day,
       months_after(s.performed_date, if(b.years < 27, 12 * b.years, 27)) AS through
FROM silver.screenings s
JOIN (VALUES ('FOBT', 1), ('FIT_DNA', 3), ('FLEXIBLE_SIGMOIDOSCOPY', 5), ('CT_COLONOGRAPHY', 5), ('COLONOSCOPY', 10), ('MAMMOGRAM', 27)) AS b(type, years)
  ON b.type = s.screening_type
WHERE s.status = 'COMPLETED' AND s.performed_date <= as_of_day() AND s.result IS DISTINCT FROM 'INADEQUATE_SAMPLE'
