-- Everything that happened to a patient, in one shape. A fact that has a day and no time of day stands
-- at the beginning of its business day.
WITH events AS (
  SELECT patient_id, scheduled_start AS event_timestamp, 'APPOINTMENT' AS event_type, 'appointments' AS event_source,
         appointment_id AS event_id, appointment_type AS code, cast(NULL AS string) AS code_system,
         visit_category AS description, status, cast(duration_minutes AS decimal(14,4)) AS value, 'min' AS unit,
         provider_id, facility_id, _source_ts
  FROM ${appointments}
  UNION ALL
  SELECT patient_id, coalesce(to_utc_timestamp(cast(diagnosed_date AS timestamp), :business_zone), recorded_at),
         'DIAGNOSIS', 'diagnoses', diagnosis_id, icd10_code, 'ICD10CM', condition_name, clinical_status, NULL, NULL,
         provider_id, NULL, _source_ts
  FROM ${diagnoses}
  WHERE verification_status NOT IN ('REFUTED', 'ENTERED_IN_ERROR')
  UNION ALL
  SELECT patient_id, coalesce(collected_at, resulted_at), 'LAB_RESULT', 'lab_results', result_id, loinc_code, 'LOINC',
         test_name, coalesce(abnormal_flag, result_status), value_numeric, unit, NULL, NULL, _source_ts
  FROM ${lab_results}
  WHERE result_status IN ('FINAL', 'CORRECTED')
  UNION ALL
  SELECT patient_id, measured_at, 'VITAL', 'vitals', vital_id, vital_type, NULL,
         CASE WHEN vital_type = 'BP' THEN concat(bp_systolic, '/', bp_diastolic) END, source, value,
         coalesce(unit, CASE WHEN vital_type = 'BP' THEN 'mmHg' END), recorded_by, NULL, _source_ts
  FROM ${vitals}
  UNION ALL
  SELECT patient_id, prescribed_at, 'PRESCRIPTION', 'prescriptions', prescription_id, rxnorm_code, 'RXNORM',
         medication_name, status, days_supply, 'd', prescriber_id, NULL, _source_ts
  FROM ${prescriptions}
  UNION ALL
  SELECT patient_id, coalesce(picked_up_at, to_utc_timestamp(cast(fill_date AS timestamp), :business_zone)),
         'DISPENSE', 'medication_dispenses', dispense_id, rxnorm_code, 'RXNORM', NULL, status, days_supply, 'd',
         NULL, pharmacy_facility_id, _source_ts
  FROM ${medication_dispenses}
  UNION ALL
  SELECT patient_id, performed_at, 'PROCEDURE', 'procedures', procedure_id, procedure_code, code_system,
         procedure_name, status, duration_minutes, 'min', provider_id, facility_id, _source_ts
  FROM ${procedures}
  WHERE status <> 'ENTERED_IN_ERROR'
  UNION ALL
  SELECT patient_id, admitted_at, CASE encounter_class WHEN 'EMERGENCY' THEN 'EMERGENCY_VISIT' ELSE 'ADMISSION' END,
         'admissions', admission_id, principal_diagnosis_code, 'ICD10CM', encounter_class,
         coalesce(discharge_disposition, status), NULL, NULL, attending_provider_id, facility_id, _source_ts
  FROM ${admissions}
  WHERE status <> 'CANCELLED'
  UNION ALL
  SELECT patient_id, to_utc_timestamp(cast(administered_date AS timestamp), :business_zone), 'IMMUNIZATION',
         'immunizations', immunization_id, cvx_code, 'CVX', vaccine_name, status, dose_number, 'dose',
         administering_provider_id, facility_id, _source_ts
  FROM ${immunizations}
  WHERE status <> 'ENTERED_IN_ERROR'
  UNION ALL
  SELECT patient_id, recorded_at, 'ALLERGY', 'allergies', allergy_id, allergen_code, allergen_code_system,
         allergen_name, clinical_status, NULL, NULL, recorded_by, NULL, _source_ts
  FROM ${allergies}
  WHERE verification_status NOT IN ('REFUTED', 'ENTERED_IN_ERROR')
  UNION ALL
  SELECT patient_id, to_utc_timestamp(cast(coalesce(performed_date, ordered_date) AS timestamp), :business_zone),
         'SCREENING', 'screenings', screening_id, screening_type, NULL, screening_program, coalesce(result, status),
         NULL, NULL, ordering_provider_id, performing_facility_id, _source_ts
  FROM ${screenings}
  UNION ALL
  SELECT patient_id, assessed_at, 'ASSESSMENT', 'clinical_assessments', assessment_id, instrument, NULL,
         severity_band, mode, total_score, 'points', provider_id, NULL, _source_ts
  FROM ${clinical_assessments}
  WHERE is_complete
  UNION ALL
  SELECT patient_id, submitted_at, 'SYMPTOM_CHECK', 'triage_assessments', assessment_id, chief_complaint_code, NULL,
         chief_complaint_code, disposition, acuity_level, 'level', NULL, NULL, _source_ts
  FROM ${triage_assessments}
  UNION ALL
  SELECT patient_id, initiated_at, 'CARE_PATHWAY', 'care_pathways', pathway_id, pathway_code, NULL,
         pathway_name, status, progress_score, 'fraction', provider_id, NULL, _source_ts
  FROM ${care_pathways}
  UNION ALL
  SELECT patient_id, raised_at, 'CLINICAL_ALERT', 'clinical_alerts', alert_id, alert_type, NULL,
         rule_name, severity, NULL, NULL, assigned_provider_id, NULL, _source_ts
  FROM ${clinical_alerts}
)
SELECT
  patient_id,
  event_timestamp,
  event_type,
  event_source,
  event_id,
  named_struct(
    'code', code,
    'code_system', code_system,
    'description', description,
    'status', status,
    'value', cast(value AS decimal(14,4)),
    'unit', unit,
    'provider_id', provider_id,
    'facility_id', facility_id) AS event_data,
  _source_ts AS record_last_updated
FROM events
