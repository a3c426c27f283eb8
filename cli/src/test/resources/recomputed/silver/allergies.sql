SELECT allergy_id, patient_id, allergen_name, allergen_code, category, criticality, reactions, clinical_status,
       verification_status, DATE '1970-01-01' + onset_date AS onset_date, make_timestamp(recorded_at) AS recorded_at
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.allergy_id, before.allergy_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn, source.ts_ms // 86400000 AS sent_day FROM landing.allergies)
  WHERE op = 'd' OR (
    a.allergy_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.allergen_name IS NOT NULL AND a.category IS NOT NULL
    AND a.allergy_type IS NOT NULL AND a.clinical_status IS NOT NULL AND a.verification_status IS NOT NULL
    AND a.recorded_at IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND length(a.allergen_name) BETWEEN 2 AND 120
    AND (length(a.allergen_code) BETWEEN 1 AND 20) IS NOT FALSE
    AND (a.allergen_code_system IN ('RXNORM', 'SNOMED', 'UNII')) IS NOT FALSE
    AND a.category IN ('MEDICATION', 'FOOD', 'ENVIRONMENT', 'BIOLOGIC')
    AND a.allergy_type IN ('ALLERGY', 'INTOLERANCE')
    AND (a.criticality IN ('LOW', 'HIGH', 'UNABLE_TO_ASSESS')) IS NOT FALSE
    AND (a.severity IN ('MILD', 'MODERATE', 'SEVERE')) IS NOT FALSE
    AND a.clinical_status IN ('ACTIVE', 'INACTIVE', 'RESOLVED')
    AND a.verification_status IN ('CONFIRMED', 'UNCONFIRMED', 'REFUTED', 'ENTERED_IN_ERROR')
    AND (a.onset_date <= sent_day + 1) IS NOT FALSE
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
