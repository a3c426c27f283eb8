SELECT screening_id, patient_id, ordering_provider_id, performing_facility_id, screening_type, screening_program,
       procedure_code, loinc_code, DATE '1970-01-01' + ordered_date AS ordered_date,
       DATE '1970-01-01' + due_date AS due_date, DATE '1970-01-01' + performed_date AS performed_date, result,
       result_category, is_external, follow_up_required, DATE '1970-01-01' + next_due_date AS next_due_date,
       decline_reason, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.screening_id, before.screening_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn, source.ts_ms // 86400000 AS sent_day FROM landing.screenings)
  WHERE op = 'd' OR (
    a.screening_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.screening_type IS NOT NULL
    AND a.screening_program IS NOT NULL AND a.ordered_date IS NOT NULL AND a.is_external IS NOT NULL
    AND a.status IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.screening_type IN ('FOBT', 'FIT_DNA', 'COLONOSCOPY', 'FLEXIBLE_SIGMOIDOSCOPY', 'CT_COLONOGRAPHY', 'MAMMOGRAM',
                             'CERVICAL_CYTOLOGY', 'HPV_TEST', 'LUNG_LDCT', 'DEXA', 'DEPRESSION_PHQ2', 'LIPID_PANEL',
                             'DIABETIC_EYE_EXAM')
    AND a.screening_program IN ('COLORECTAL_CANCER', 'BREAST_CANCER', 'CERVICAL_CANCER', 'LUNG_CANCER', 'OSTEOPOROSIS',
                                'DEPRESSION', 'CARDIOVASCULAR', 'DIABETES')
    AND (a.procedure_code IS NULL OR regexp_full_match(a.procedure_code, '[0-9A-Z]{5}'))
    AND (a.loinc_code IS NULL OR regexp_full_match(a.loinc_code, '\d{1,5}-\d'))
    AND (a.result IN ('NORMAL', 'ABNORMAL', 'INDETERMINATE', 'INADEQUATE_SAMPLE')) IS NOT FALSE
    AND (length(a.result_category) BETWEEN 1 AND 40) IS NOT FALSE
    AND (a.decline_reason IN ('PATIENT_DECLINED', 'CONTRAINDICATED', 'COST', 'NOT_REACHED')) IS NOT FALSE
    AND a.status IN ('ORDERED', 'SCHEDULED', 'COMPLETED', 'DECLINED', 'CANCELLED', 'OVERDUE')
    AND (a.status <> 'COMPLETED' OR a.performed_date IS NOT NULL)
    AND (a.performed_date <= sent_day + 1) IS NOT FALSE
    AND (a.is_external OR a.performed_date >= a.ordered_date) IS NOT FALSE
    AND (a.screening_type NOT IN ('FOBT', 'FIT_DNA', 'COLONOSCOPY', 'FLEXIBLE_SIGMOIDOSCOPY', 'CT_COLONOGRAPHY')
         OR a.screening_program = 'COLORECTAL_CANCER')
    AND (a.screening_type <> 'MAMMOGRAM' OR a.screening_program = 'BREAST_CANCER')
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
