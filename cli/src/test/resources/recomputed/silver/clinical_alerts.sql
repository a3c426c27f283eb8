SELECT alert_id, patient_id, alert_type, severity, rule_name, source_table, source_id, assigned_provider_id,
       make_timestamp(raised_at) AS raised_at, make_timestamp(acknowledged_at) AS acknowledged_at, acknowledged_by,
       make_timestamp(resolved_at) AS resolved_at, resolution, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.alert_id, before.alert_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.clinical_alerts)
  WHERE op = 'd' OR (
    a.alert_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.alert_type IS NOT NULL AND a.severity IS NOT NULL
    AND a.raised_at IS NOT NULL AND a.status IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.alert_type IN ('CRITICAL_LAB', 'ABNORMAL_VITAL', 'DRUG_INTERACTION', 'DETERIORATION', 'SEPSIS_SCREEN',
                         'MISSED_DOSE', 'CARE_GAP')
    AND a.severity IN ('INFO', 'WARNING', 'CRITICAL')
    AND (length(a.rule_name) BETWEEN 2 AND 120) IS NOT FALSE
    AND (a.source_table IN ('vitals', 'lab_results', 'prescriptions', 'device_readings', 'risk_scores',
                            'triage_assessments', 'screenings')) IS NOT FALSE
    AND (a.resolution IN ('ACTION_TAKEN', 'NO_ACTION_NEEDED', 'FALSE_POSITIVE', 'AUTO_CLOSED')) IS NOT FALSE
    AND a.status IN ('OPEN', 'ACKNOWLEDGED', 'RESOLVED')
    AND (length(a.message) BETWEEN 1 AND 1000) IS NOT FALSE
    AND (a.acknowledged_at >= a.raised_at) IS NOT FALSE
    AND (a.resolved_at >= a.raised_at) IS NOT FALSE
    AND (a.status <> 'OPEN' OR a.acknowledged_at IS NULL)
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
