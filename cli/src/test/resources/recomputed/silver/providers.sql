SELECT provider_id, user_id, npi, credential, specialty_code, specialty_name, practice_group_id, practice_group_name,
       primary_facility_id, license_state, accepts_new_patients, telemedicine_enabled, daily_visit_capacity, languages,
       status, DATE '1970-01-01' + hired_date AS hired_date, DATE '1970-01-01' + terminated_date AS terminated_date
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.provider_id, before.provider_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.providers)
  WHERE op = 'd' OR (
    a.provider_id IS NOT NULL AND a.first_name IS NOT NULL AND a.last_name IS NOT NULL
    AND a.specialty_name IS NOT NULL AND a.accepts_new_patients IS NOT NULL AND a.telemedicine_enabled IS NOT NULL
    AND a.status IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND length(a.first_name) BETWEEN 1 AND 80 AND length(a.last_name) BETWEEN 1 AND 80
    AND (a.credential IN ('MD', 'DO', 'NP', 'PA', 'PHD', 'PSYD', 'LCSW', 'RD', 'DPM', 'OD')) IS NOT FALSE
    AND (a.specialty_code IS NULL OR regexp_full_match(a.specialty_code, '[0-9A-Z]{9}X'))
    AND length(a.specialty_name) BETWEEN 2 AND 120
    AND (length(a.practice_group_name) BETWEEN 2 AND 160) IS NOT FALSE
    AND (length(a.license_number) BETWEEN 3 AND 20) IS NOT FALSE
    AND (a.license_state IS NULL OR regexp_full_match(a.license_state, '[A-Z][A-Z]'))
    AND (a.daily_visit_capacity BETWEEN 1 AND 80) IS NOT FALSE
    AND a.status IN ('ACTIVE', 'ON_LEAVE', 'TERMINATED')
    AND (a.terminated_date >= a.hired_date) IS NOT FALSE
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
