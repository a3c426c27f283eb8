SELECT metric_id, service_name, instance_count, make_timestamp(window_start * 1000) AS window_start, window_minutes,
       up_minutes, health_checks_expected, health_checks_passed, error_count, cpu_percent, memory_mb, db_connections,
       service_version, make_timestamp(recorded_at * 1000) AS recorded_at
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.metric_id, before.metric_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.service_metrics)
  WHERE op = 'd' OR (
    a.metric_id IS NOT NULL AND a.service_name IS NOT NULL AND a.window_start IS NOT NULL AND a.window_minutes IS NOT NULL
    AND a.up_minutes IS NOT NULL AND a.health_checks_expected IS NOT NULL AND a.health_checks_passed IS NOT NULL
    AND a.recorded_at IS NOT NULL
    AND a.metric_id >= 1
    AND regexp_full_match(a.service_name, '[a-z][a-z-]+-service')
    AND (a.instance_count BETWEEN 0 AND 1000) IS NOT FALSE
    AND a.window_minutes BETWEEN 1 AND 1440
    AND a.up_minutes BETWEEN 0 AND 1440 AND a.up_minutes <= a.window_minutes
    AND a.health_checks_expected BETWEEN 0 AND 100000
    AND a.health_checks_passed BETWEEN 0 AND 100000 AND a.health_checks_passed <= a.health_checks_expected
    AND (a.error_count >= 0) IS NOT FALSE
    AND (a.cpu_percent BETWEEN 0 AND 100) IS NOT FALSE
    AND (a.memory_mb BETWEEN 0 AND 1048576) IS NOT FALSE
    AND (a.db_connections BETWEEN 0 AND 10000) IS NOT FALSE
    AND a.recorded_at >= a.window_start)
)
WHERE place = 1 AND op <> 'd'
