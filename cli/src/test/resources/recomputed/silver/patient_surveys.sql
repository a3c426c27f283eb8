SELECT survey_id, patient_id, provider_id, facility_id, appointment_id, instrument, make_timestamp(sent_at) AS sent_at,
       make_timestamp(responded_at) AS responded_at, overall_rating, communication_rating, access_rating, recommend_score,
       channel, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.survey_id, before.survey_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.patient_surveys)
  WHERE op = 'd' OR (
    a.survey_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.instrument IS NOT NULL AND a.sent_at IS NOT NULL
    AND a.status IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.instrument IN ('CG_CAHPS_SHORT', 'HCAHPS', 'NPS', 'TELEHEALTH')
    AND (a.overall_rating BETWEEN 1 AND 5) IS NOT FALSE
    AND (a.communication_rating BETWEEN 1 AND 5) IS NOT FALSE
    AND (a.access_rating BETWEEN 1 AND 5) IS NOT FALSE
    AND (a.recommend_score BETWEEN 0 AND 10) IS NOT FALSE
    AND (a.channel IN ('EMAIL', 'SMS', 'PORTAL', 'PHONE')) IS NOT FALSE
    AND (length(a.comment) BETWEEN 1 AND 4000) IS NOT FALSE
    AND a.status IN ('SENT', 'COMPLETED', 'PARTIAL', 'EXPIRED', 'BOUNCED')
    AND (a.responded_at >= a.sent_at) IS NOT FALSE
    AND (a.status <> 'COMPLETED' OR a.responded_at IS NOT NULL)
    AND (a.status NOT IN ('SENT', 'EXPIRED', 'BOUNCED') OR a.overall_rating IS NULL)
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
