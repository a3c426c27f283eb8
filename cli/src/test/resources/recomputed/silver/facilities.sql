SELECT facility_id, facility_name, facility_type, npi, ccn, city, state, zip_code, latitude, longitude, time_zone, licensed_beds,
       has_emergency_department,
       format('{:02d}:{:02d}:{:02d}.{:06d}', opens_at // 3600000000, opens_at // 60000000 % 60, opens_at // 1000000 % 60,
              opens_at % 1000000) AS opens_at,
       format('{:02d}:{:02d}:{:02d}.{:06d}', closes_at // 3600000000, closes_at // 60000000 % 60, closes_at // 1000000 % 60,
              closes_at % 1000000) AS closes_at,
       status, DATE '1970-01-01' + opened_date AS opened_date
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.facility_id, before.facility_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.facilities)
  WHERE op = 'd' OR (
    a.facility_id IS NOT NULL AND a.facility_name IS NOT NULL AND a.facility_type IS NOT NULL AND a.city IS NOT NULL
    AND a.state IS NOT NULL AND a.zip_code IS NOT NULL AND a.time_zone IS NOT NULL AND a.has_emergency_department IS NOT NULL
    AND a.status IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND length(a.facility_name) BETWEEN 2 AND 160
    AND a.facility_type IN ('HOSPITAL', 'CLINIC', 'URGENT_CARE', 'BEHAVIORAL_HEALTH_CENTER', 'IMAGING_CENTER', 'LABORATORY',
                            'PHARMACY', 'SKILLED_NURSING', 'REHABILITATION')
    AND (length(a.street_address) BETWEEN 3 AND 200) IS NOT FALSE
    AND length(a.city) BETWEEN 1 AND 100
    AND regexp_full_match(a.state, '[A-Z][A-Z]')
    AND regexp_full_match(a.zip_code, '\d{5}')
    AND (a.latitude BETWEEN -90 AND 90) IS NOT FALSE
    AND (a.longitude BETWEEN -180 AND 180) IS NOT FALSE
    AND length(a.time_zone) BETWEEN 3 AND 40
    AND (a.licensed_beds BETWEEN 0 AND 3000) IS NOT FALSE
    AND (a.opens_at BETWEEN 0 AND 86400000000) IS NOT FALSE
    AND (a.closes_at BETWEEN 0 AND 86400000000) IS NOT FALSE
    AND a.status IN ('ACTIVE', 'TEMPORARILY_CLOSED', 'CLOSED')
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
