SELECT stage_id, pathway_id, patient_id, stage_number, stage_name, tasks_total, tasks_completed,
       entered_at::TIMESTAMPTZ AS entered_at, DATE '1970-01-01' + due_date AS due_date,
       exited_at::TIMESTAMPTZ AS exited_at, goal, goal_met, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.stage_id, before.stage_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.care_pathway_stages)
  WHERE op = 'd' OR (
    a.stage_id IS NOT NULL AND a.pathway_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.stage_number IS NOT NULL
    AND a.stage_name IS NOT NULL AND a.tasks_total IS NOT NULL AND a.tasks_completed IS NOT NULL
    AND a.status IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.stage_number BETWEEN 1 AND 20
    AND length(a.stage_name) BETWEEN 2 AND 80
    AND a.tasks_total BETWEEN 0 AND 100 AND a.tasks_completed BETWEEN 0 AND 100
    AND (length(a.goal) BETWEEN 3 AND 200) IS NOT FALSE
    AND a.status IN ('PENDING', 'IN_PROGRESS', 'COMPLETED', 'SKIPPED')
    AND a.tasks_completed <= a.tasks_total
    AND (a.exited_at::TIMESTAMPTZ >= a.entered_at::TIMESTAMPTZ) IS NOT FALSE
    AND (a.status NOT IN ('IN_PROGRESS', 'COMPLETED') OR a.entered_at IS NOT NULL)
    AND a.updated_at::TIMESTAMPTZ >= a.created_at::TIMESTAMPTZ)
)
WHERE place = 1 AND op <> 'd'
