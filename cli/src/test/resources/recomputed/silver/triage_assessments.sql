SELECT assessment_id, patient_id, channel, chief_complaint_code, symptoms, symptom_duration_hours, pain_score,
       temperature_c, acuity_level, disposition, red_flags, protocol_version, nurse_user_id, resulting_appointment_id,
       started_at::TIMESTAMPTZ AS started_at, submitted_at::TIMESTAMPTZ AS submitted_at
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.assessment_id, before.assessment_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.triage_assessments)
  WHERE op = 'd' OR (
    a.assessment_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.channel IS NOT NULL AND a.chief_complaint_code IS NOT NULL
    AND a.disposition IS NOT NULL AND a.protocol_version IS NOT NULL AND a.submitted_at IS NOT NULL
    AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.channel IN ('APP', 'PORTAL', 'NURSE_LINE', 'KIOSK')
    AND a.chief_complaint_code IN ('CHEST_PAIN', 'SHORTNESS_OF_BREATH', 'ABDOMINAL_PAIN', 'FEVER', 'COUGH', 'HEADACHE',
                                   'BACK_PAIN', 'RASH', 'FATIGUE', 'DIZZINESS', 'ANXIETY', 'LOW_MOOD', 'INJURY', 'URINARY',
                                   'OTHER')
    AND (a.symptom_duration_hours BETWEEN 0 AND 8760) IS NOT FALSE
    AND (a.pain_score BETWEEN 0 AND 10) IS NOT FALSE
    AND (a.temperature_c BETWEEN 30 AND 45) IS NOT FALSE
    AND (a.acuity_level BETWEEN 1 AND 5) IS NOT FALSE
    AND a.disposition IN ('EMERGENCY_NOW', 'URGENT_TODAY', 'APPOINTMENT', 'TELEMEDICINE', 'SELF_CARE')
    AND length(a.protocol_version) BETWEEN 1 AND 40
    AND (length(a.free_description) BETWEEN 1 AND 4000) IS NOT FALSE
    AND (a.submitted_at::TIMESTAMPTZ >= a.started_at::TIMESTAMPTZ) IS NOT FALSE
    AND (a.disposition <> 'EMERGENCY_NOW' OR a.acuity_level <= 2) IS NOT FALSE
    AND a.updated_at::TIMESTAMPTZ >= a.created_at::TIMESTAMPTZ)
)
WHERE place = 1 AND op <> 'd'
