SELECT request_group_id, service_name, endpoint, http_method, make_timestamp(window_start * 1000) AS window_start,
       window_minutes, request_count, error_4xx_count, error_5xx_count, latency_sum_ms, latency_p50_ms, latency_p95_ms,
       latency_p99_ms, client_type
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.request_group_id, before.request_group_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.api_requests)
  WHERE op = 'd' OR (
    a.request_group_id IS NOT NULL AND a.service_name IS NOT NULL AND a.endpoint IS NOT NULL AND a.http_method IS NOT NULL
    AND a.window_start IS NOT NULL AND a.window_minutes IS NOT NULL AND a.request_count IS NOT NULL
    AND a.error_4xx_count IS NOT NULL AND a.error_5xx_count IS NOT NULL AND a.latency_sum_ms IS NOT NULL
    AND a.recorded_at IS NOT NULL
    AND a.request_group_id >= 1
    AND regexp_full_match(a.service_name, '[a-z][a-z-]+-service')
    AND length(a.endpoint) BETWEEN 1 AND 200
    AND a.http_method IN ('GET', 'POST', 'PUT', 'PATCH', 'DELETE')
    AND a.window_minutes BETWEEN 1 AND 1440
    AND a.request_count >= 0 AND a.error_4xx_count >= 0 AND a.error_5xx_count >= 0 AND a.latency_sum_ms >= 0
    AND (a.latency_p50_ms BETWEEN 0 AND 600000) IS NOT FALSE
    AND (a.latency_p95_ms BETWEEN 0 AND 600000) IS NOT FALSE
    AND (a.latency_p99_ms BETWEEN 0 AND 600000) IS NOT FALSE
    AND (a.client_type IN ('PORTAL', 'IOS', 'ANDROID', 'PARTNER', 'INTERNAL')) IS NOT FALSE
    AND a.error_4xx_count + a.error_5xx_count <= a.request_count
    AND (a.latency_p50_ms <= a.latency_p95_ms AND a.latency_p95_ms <= a.latency_p99_ms) IS NOT FALSE
    AND (a.request_count <> 0 OR a.latency_sum_ms = 0)
    AND a.recorded_at >= a.window_start)
)
WHERE place = 1 AND op <> 'd'
