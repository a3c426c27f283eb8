SELECT engagement_id, patient_id, DATE '1970-01-01' + period_start AS period_start, DATE '1970-01-01' + period_end AS period_end,
       score, portal_component, appointment_component, medication_component, monitoring_component, segment, model_version,
       make_timestamp(calculated_at) AS calculated_at
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.engagement_id, before.engagement_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.engagement_scores)
  WHERE op = 'd' OR (
    a.engagement_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.period_start IS NOT NULL AND a.period_end IS NOT NULL
    AND a.model_version IS NOT NULL AND a.calculated_at IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND (a.score BETWEEN 0 AND 1) IS NOT FALSE
    AND (a.portal_component BETWEEN 0 AND 1) IS NOT FALSE
    AND (a.appointment_component BETWEEN 0 AND 1) IS NOT FALSE
    AND (a.medication_component BETWEEN 0 AND 1) IS NOT FALSE
    AND (a.monitoring_component BETWEEN 0 AND 1) IS NOT FALSE
    AND (a.segment IN ('CHAMPION', 'ENGAGED', 'AT_RISK', 'DORMANT')) IS NOT FALSE
    AND length(a.model_version) BETWEEN 1 AND 40
    AND a.period_end >= a.period_start
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
