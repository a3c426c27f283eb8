SELECT prediction_id, model_name, model_version, calling_service, patient_id, prediction_kind, output_label, output_score,
       latency_ms, input_hash, is_shadow, make_timestamp(predicted_at) AS predicted_at, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.prediction_id, before.prediction_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.model_predictions)
  WHERE op = 'd' OR (
    a.prediction_id IS NOT NULL AND a.model_name IS NOT NULL AND a.model_version IS NOT NULL AND a.calling_service IS NOT NULL
    AND a.prediction_kind IS NOT NULL AND a.is_shadow IS NOT NULL AND a.predicted_at IS NOT NULL AND a.status IS NOT NULL
    AND a.created_at IS NOT NULL
    AND length(a.model_name) BETWEEN 2 AND 80
    AND regexp_full_match(a.model_version, '\d+\.\d+(\.\d+)?')
    AND regexp_full_match(a.calling_service, '[a-z][a-z-]+-service')
    AND a.prediction_kind IN ('CLASSIFICATION', 'REGRESSION', 'RANKING', 'EXTRACTION')
    AND (length(a.output_label) BETWEEN 1 AND 80) IS NOT FALSE
    AND (a.output_score BETWEEN -1000 AND 1000) IS NOT FALSE
    AND (a.latency_ms BETWEEN 0 AND 600000) IS NOT FALSE
    AND (a.input_hash IS NULL OR regexp_full_match(a.input_hash, '[0-9a-f]{16,64}'))
    AND a.status IN ('OK', 'FALLBACK', 'ERROR', 'TIMEOUT')
    AND (a.status NOT IN ('OK', 'FALLBACK') OR a.output_label IS NOT NULL OR a.output_score IS NOT NULL)
    AND a.created_at >= a.predicted_at)
)
WHERE place = 1 AND op <> 'd'
