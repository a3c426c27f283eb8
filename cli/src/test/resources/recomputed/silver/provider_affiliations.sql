SELECT affiliation_id, provider_id, facility_id, affiliation_type, department, privilege_level, is_primary, fte,
       DATE '1970-01-01' + start_date AS start_date, DATE '1970-01-01' + end_date AS end_date,
       DATE '1970-01-01' + credentialed_until AS credentialed_until, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.affiliation_id, before.affiliation_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.provider_affiliations)
  WHERE op = 'd' OR (
    a.affiliation_id IS NOT NULL AND a.provider_id IS NOT NULL AND a.facility_id IS NOT NULL
    AND a.affiliation_type IS NOT NULL AND a.is_primary IS NOT NULL AND a.status IS NOT NULL
    AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.affiliation_type IN ('EMPLOYED', 'ADMITTING', 'CONSULTING', 'LOCUM', 'TELEMEDICINE')
    AND (length(a.department) BETWEEN 2 AND 80) IS NOT FALSE
    AND (a.privilege_level IN ('FULL', 'PROVISIONAL', 'TEMPORARY', 'COURTESY')) IS NOT FALSE
    AND (a.fte BETWEEN 0 AND 1.5) IS NOT FALSE
    AND a.status IN ('ACTIVE', 'SUSPENDED', 'ENDED')
    AND (a.end_date >= a.start_date) IS NOT FALSE
    AND (a.status <> 'ENDED' OR a.end_date IS NOT NULL)
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
