SELECT enrollment_id, patient_id, program_type, program_name, referral_source, referring_provider_id, primary_reason_code,
       coordinator_user_id, DATE '1970-01-01' + start_date AS start_date, DATE '1970-01-01' + end_date AS end_date,
       consent_on_file, end_reason, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.enrollment_id, before.enrollment_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.program_enrollments)
  WHERE op = 'd' OR (
    a.enrollment_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.program_type IS NOT NULL AND a.program_name IS NOT NULL
    AND a.start_date IS NOT NULL AND a.consent_on_file IS NOT NULL AND a.status IS NOT NULL
    AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.program_type IN ('HOSPICE', 'PALLIATIVE_CARE', 'CASE_MANAGEMENT', 'LONG_TERM_CARE', 'FRAILTY_PROGRAM',
                           'HOME_HEALTH', 'MEAL_DELIVERY', 'TRANSPORT', 'HOUSING_SUPPORT', 'SMOKING_CESSATION')
    AND length(a.program_name) BETWEEN 3 AND 160
    AND (a.referral_source IN ('CLINICIAN', 'HOSPITAL', 'SELF', 'FAMILY', 'PAYER')) IS NOT FALSE
    AND (a.end_reason IN ('COMPLETED', 'REVOKED', 'DIED', 'MOVED', 'NO_LONGER_ELIGIBLE', 'LOST_TO_FOLLOW_UP')) IS NOT FALSE
    AND a.status IN ('PENDING', 'ACTIVE', 'ENDED', 'DECLINED')
    AND (a.end_date >= a.start_date) IS NOT FALSE
    AND (a.status <> 'ENDED' OR a.end_date IS NOT NULL)
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
