SELECT task_id, task_type, patient_id, source_id, source_table, priority, queue, assignee_user_id,
       make_timestamp(opened_at) AS opened_at, make_timestamp(due_at) AS due_at,
       make_timestamp(assigned_at) AS assigned_at, make_timestamp(completed_at) AS completed_at, outcome,
       time_spent_seconds, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.task_id, before.task_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.review_tasks)
  WHERE op = 'd' OR (
    a.task_id IS NOT NULL AND a.task_type IS NOT NULL AND a.source_id IS NOT NULL AND a.source_table IS NOT NULL
    AND a.priority IS NOT NULL AND a.queue IS NOT NULL AND a.opened_at IS NOT NULL AND a.status IS NOT NULL
    AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.task_type IN ('DECISION_REVIEW', 'DOCUMENT_REVIEW', 'FRAUD_REVIEW', 'CLAIM_REVIEW', 'TRIAGE_REVIEW', 'IDENTITY_MATCH')
    AND a.source_table IN ('decisions', 'documents', 'fraud_alerts', 'claims', 'triage_assessments', 'users')
    AND a.priority IN ('LOW', 'NORMAL', 'HIGH', 'URGENT')
    AND length(a.queue) BETWEEN 2 AND 60
    AND (a.outcome IN ('APPROVED', 'REJECTED', 'MODIFIED', 'ESCALATED', 'DUPLICATE')) IS NOT FALSE
    AND (a.time_spent_seconds BETWEEN 0 AND 86400) IS NOT FALSE
    AND (length(a.reviewer_comment) BETWEEN 1 AND 4000) IS NOT FALSE
    AND a.status IN ('OPEN', 'ASSIGNED', 'IN_REVIEW', 'COMPLETED', 'CANCELLED')
    AND (a.due_at >= a.opened_at) IS NOT FALSE
    AND (a.completed_at >= a.opened_at) IS NOT FALSE
    AND (a.status <> 'COMPLETED' OR a.outcome IS NOT NULL)
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
