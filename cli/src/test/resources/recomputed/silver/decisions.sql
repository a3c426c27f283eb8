SELECT decision_id, patient_id, decision_type, recommendation, confidence, engine_version, risk_score_id, evidence,
       requires_review, review_task_id, make_timestamp(decided_at) AS decided_at, make_timestamp(acted_at) AS acted_at,
       outcome
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.decision_id, before.decision_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.decisions)
  WHERE op = 'd' OR (
    a.decision_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.decision_type IS NOT NULL AND a.recommendation IS NOT NULL
    AND a.engine_version IS NOT NULL AND a.requires_review IS NOT NULL AND a.decided_at IS NOT NULL
    AND a.outcome IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.decision_type IN ('CARE_GAP_OUTREACH', 'PATHWAY_ENROLLMENT', 'MEDICATION_REVIEW', 'ESCALATION',
                            'APPOINTMENT_SUGGESTION', 'TRIAGE_ROUTING', 'PRIOR_AUTH')
    AND length(a.recommendation) BETWEEN 3 AND 400
    AND (a.confidence BETWEEN 0 AND 1) IS NOT FALSE
    AND regexp_full_match(a.engine_version, '\d+\.\d+(\.\d+)?')
    AND a.outcome IN ('PENDING', 'ACCEPTED', 'OVERRIDDEN', 'EXPIRED', 'AUTO_EXECUTED')
    AND (length(a.override_reason) BETWEEN 1 AND 1000) IS NOT FALSE
    AND (a.acted_at >= a.decided_at) IS NOT FALSE
    AND NOT (a.outcome = 'AUTO_EXECUTED' AND a.requires_review)
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
