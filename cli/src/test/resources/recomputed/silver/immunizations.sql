SELECT immunization_id, patient_id, cvx_code, vaccine_name, lot_number, dose_number, dose_volume_ml, administration_site,
       DATE '1970-01-01' + administered_date AS administered_date, information_source, refusal_reason, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.immunization_id, before.immunization_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn, source.ts_ms // 86400000 AS sent_day FROM landing.immunizations)
  WHERE op = 'd' OR (
    a.immunization_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.cvx_code IS NOT NULL AND a.vaccine_name IS NOT NULL
    AND a.information_source IS NOT NULL AND a.status IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND regexp_full_match(a.cvx_code, '\d{2,3}')
    AND length(a.vaccine_name) BETWEEN 2 AND 160
    AND (a.manufacturer_code IS NULL OR regexp_full_match(a.manufacturer_code, '[A-Z]{2,4}'))
    AND (length(a.lot_number) BETWEEN 3 AND 20) IS NOT FALSE
    AND (a.dose_number BETWEEN 1 AND 20) IS NOT FALSE
    AND (a.series_doses BETWEEN 1 AND 20) IS NOT FALSE
    AND (a.dose_volume_ml BETWEEN 0 AND 10) IS NOT FALSE
    AND (a.administration_site IN ('LEFT_DELTOID', 'RIGHT_DELTOID', 'LEFT_THIGH', 'RIGHT_THIGH', 'ORAL', 'NASAL')) IS NOT FALSE
    AND a.information_source IN ('ADMINISTERED_HERE', 'REGISTRY', 'PATIENT_REPORT', 'OTHER_PROVIDER')
    AND (a.refusal_reason IN ('PATIENT', 'RELIGIOUS', 'MEDICAL_CONTRAINDICATION', 'OUT_OF_STOCK')) IS NOT FALSE
    AND a.status IN ('COMPLETED', 'NOT_DONE', 'ENTERED_IN_ERROR')
    AND (a.status <> 'COMPLETED' OR a.administered_date IS NOT NULL)
    AND (a.expiration_date >= a.administered_date) IS NOT FALSE
    AND (a.administered_date <= sent_day + 1) IS NOT FALSE
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
