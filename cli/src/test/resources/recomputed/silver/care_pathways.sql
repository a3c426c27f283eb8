SELECT pathway_id, patient_id, pathway_code, pathway_name, current_stage, current_stage_number, progress_score,
       initiated_at::TIMESTAMPTZ AS initiated_at, DATE '1970-01-01' + expected_completion_date AS expected_completion_date,
       completed_at::TIMESTAMPTZ AS completed_at, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.pathway_id, before.pathway_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.care_pathways)
  WHERE op = 'd' OR (
    a.pathway_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.pathway_code IS NOT NULL AND a.pathway_name IS NOT NULL
    AND a.template_version IS NOT NULL AND a.current_stage IS NOT NULL AND a.current_stage_number IS NOT NULL
    AND a.stage_count IS NOT NULL AND a.initiated_at IS NOT NULL AND a.status IS NOT NULL
    AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.pathway_code IN ('DIABETES_T2', 'HYPERTENSION', 'HEART_FAILURE', 'ASTHMA', 'COPD', 'CKD', 'DEPRESSION',
                           'POST_DISCHARGE', 'PRENATAL', 'WEIGHT_MANAGEMENT')
    AND length(a.pathway_name) BETWEEN 3 AND 120
    AND a.template_version BETWEEN 1 AND 1000
    AND length(a.current_stage) BETWEEN 2 AND 80
    AND a.current_stage_number BETWEEN 1 AND 20 AND a.stage_count BETWEEN 1 AND 20
    AND (a.progress_score BETWEEN 0 AND 1) IS NOT FALSE
    AND (a.enrollment_source IN ('CLINICIAN', 'RISK_MODEL', 'DISCHARGE', 'SELF_REFERRAL', 'PAYER')) IS NOT FALSE
    AND (a.end_reason IN ('WITHDREW', 'LOST_TO_FOLLOW_UP', 'MOVED', 'DIED', 'NO_LONGER_ELIGIBLE', 'TRANSFERRED')) IS NOT FALSE
    AND a.status IN ('ACTIVE', 'PAUSED', 'COMPLETED', 'DISCONTINUED')
    AND (a.status <> 'COMPLETED' OR a.completed_at IS NOT NULL)
    AND (a.completed_at::TIMESTAMPTZ >= a.initiated_at::TIMESTAMPTZ) IS NOT FALSE
    AND a.current_stage_number <= a.stage_count
    AND (DATE '1970-01-01' + a.expected_completion_date >= (a.initiated_at::TIMESTAMPTZ AT TIME ZONE 'UTC')::DATE) IS NOT FALSE
    AND a.updated_at::TIMESTAMPTZ >= a.created_at::TIMESTAMPTZ)
)
WHERE place = 1 AND op <> 'd'
