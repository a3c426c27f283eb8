SELECT admission_id, patient_id, facility_id, encounter_class, admission_type, is_planned, triage_acuity,
       make_timestamp(admitted_at) AS admitted_at, make_timestamp(discharged_at) AS discharged_at,
       discharge_disposition, principal_diagnosis_code, drg_code, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.admission_id, before.admission_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.admissions)
  WHERE op = 'd' OR (
    a.admission_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.facility_id IS NOT NULL AND a.encounter_number IS NOT NULL
    AND a.encounter_class IS NOT NULL AND a.admission_type IS NOT NULL AND a.is_planned IS NOT NULL
    AND a.admitted_at IS NOT NULL AND a.status IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND regexp_full_match(a.encounter_number, 'E\d{10}')
    AND a.encounter_class IN ('INPATIENT', 'OBSERVATION', 'EMERGENCY')
    AND a.admission_type IN ('ELECTIVE', 'URGENT', 'EMERGENCY', 'TRAUMA', 'NEWBORN')
    AND (a.admitted_from IN ('HOME', 'EMERGENCY_DEPARTMENT', 'CLINIC_REFERRAL', 'ACUTE_TRANSFER', 'SKILLED_NURSING',
                             'OTHER_FACILITY', 'BORN_HERE')) IS NOT FALSE
    AND (a.encounter_class <> 'EMERGENCY' OR a.triage_acuity BETWEEN 1 AND 5) IS NOT FALSE
    AND (a.discharge_disposition IN ('HOME', 'HOME_HEALTH', 'SNF', 'REHAB', 'LONG_TERM_CARE', 'PSYCHIATRIC', 'HOSPICE_HOME',
                                     'HOSPICE_FACILITY', 'TRANSFER_ACUTE', 'ADMITTED_INPATIENT',
                                     'AGAINST_MEDICAL_ADVICE', 'EXPIRED')) IS NOT FALSE
    AND (a.discharge_status_code IS NULL OR regexp_full_match(a.discharge_status_code, '\d\d'))
    AND (a.principal_diagnosis_code IS NULL
         OR regexp_full_match(a.principal_diagnosis_code, '[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?'))
    AND (length(a.unit_name) BETWEEN 2 AND 80) IS NOT FALSE
    AND a.status IN ('ACTIVE', 'DISCHARGED', 'CANCELLED')
    AND (a.discharged_at >= a.admitted_at) IS NOT FALSE
    AND (a.status <> 'DISCHARGED' OR (a.discharged_at IS NOT NULL AND a.discharge_disposition IS NOT NULL))
    AND (a.status <> 'ACTIVE' OR a.discharged_at IS NULL)
    AND (a.preceding_admission_id <> a.admission_id) IS NOT FALSE
    AND NOT (a.encounter_class = 'EMERGENCY' AND a.is_planned)
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
