SELECT score_id, patient_id, risk_type, model_version, probability, risk_band, contributing_factors,
       make_timestamp(scored_at) AS scored_at, make_timestamp(valid_until) AS valid_until, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.score_id, before.score_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn, source.ts_ms * 1000 AS sent FROM landing.risk_scores)
  WHERE op = 'd' OR (
    a.score_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.risk_type IS NOT NULL AND a.model_name IS NOT NULL
    AND a.model_version IS NOT NULL AND a.probability IS NOT NULL AND a.scored_at IS NOT NULL AND a.status IS NOT NULL
    AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.risk_type IN ('READMISSION_30DAY', 'EMERGENCY_VISIT_90DAY', 'MORTALITY_1YEAR', 'HEART_FAILURE_DECOMPENSATION',
                        'DIABETES_COMPLICATION', 'FALL_RISK', 'MEDICATION_ADHERENCE')
    AND length(a.model_name) BETWEEN 2 AND 80
    AND regexp_full_match(a.model_version, '\d+\.\d+(\.\d+)?')
    AND a.probability BETWEEN 0 AND 1
    AND (a.risk_band IN ('LOW', 'MODERATE', 'HIGH', 'VERY_HIGH')) IS NOT FALSE
    AND a.status IN ('CURRENT', 'SUPERSEDED', 'WITHDRAWN')
    AND (a.valid_until > a.scored_at) IS NOT FALSE
    AND a.scored_at <= sent + 600000000
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
