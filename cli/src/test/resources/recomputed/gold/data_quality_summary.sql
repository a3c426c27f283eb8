-- Scores of the runs before the one that published the table; of a day the newest run that scored the same thing.
WITH run AS (
  SELECT run_id, max(as_of) AS as_of
  FROM ops.runs
  WHERE run_id NOT IN (SELECT run_id FROM ops.table_runs WHERE layer = 'gold' AND table_name = 'data_quality_summary' AND status = 'PUBLISHED')
  GROUP BY ALL
),
score AS (
  SELECT s.*, r.as_of, local_day(r.as_of) AS day, coalesce(s.layer, 'ALL') AS layer_name, coalesce(s.table_name, 'ALL') AS thing
  FROM ops.quality_scores s JOIN run r USING (run_id)
  WHERE as_of_day() - local_day(r.as_of) < 90
)
SELECT day AS quality_date, layer_name AS layer, thing AS table_name,
       CASE WHEN s.layer IS NULL THEN 'LAKE' WHEN s.table_name IS NULL THEN 'LAYER' ELSE 'TABLE' END AS level,
       score::DECIMAL(5, 2) AS quality_score, completeness::DECIMAL(5, 2) AS completeness_score, validity::DECIMAL(5, 2) AS validity_score,
       consistency::DECIMAL(5, 2) AS consistency_score, timeliness::DECIMAL(5, 2) AS timeliness_score, accuracy::DECIMAL(5, 2) AS accuracy_score,
       score < 95 AS is_below_target, row_count,
       (SELECT nullif(count(*), 0) FROM ops.quality_metrics m WHERE m.run_id = s.run_id AND m.layer = s.layer AND m.table_name = s.table_name
          AND passed IS NOT NULL) AS checks,
       if((SELECT count(*) FROM ops.quality_metrics m WHERE m.run_id = s.run_id AND m.layer = s.layer AND m.table_name = s.table_name
          AND passed IS NOT NULL) = 0, NULL,
          (SELECT count(*) FROM ops.quality_metrics m WHERE m.run_id = s.run_id AND m.layer = s.layer AND m.table_name = s.table_name AND NOT passed)) AS checks_failed,
       (SELECT arg_min(column_name, (completeness, column_name)) FROM score c WHERE c.run_id = s.run_id AND c.layer_name = s.layer_name AND c.thing = s.thing
          AND column_name IS NOT NULL AND completeness IS NOT NULL) AS least_complete_column,
       (SELECT min(completeness) FROM score c WHERE c.run_id = s.run_id AND c.layer_name = s.layer_name AND c.thing = s.thing
          AND column_name IS NOT NULL)::DECIMAL(5, 2) AS least_complete_score,
       (SELECT arg_min(column_name, (validity, column_name)) FROM score c WHERE c.run_id = s.run_id AND c.layer_name = s.layer_name AND c.thing = s.thing
          AND column_name IS NOT NULL AND validity IS NOT NULL) AS least_valid_column,
       (SELECT min(validity) FROM score c WHERE c.run_id = s.run_id AND c.layer_name = s.layer_name AND c.thing = s.thing
          AND column_name IS NOT NULL)::DECIMAL(5, 2) AS least_valid_score,
       as_of AS scored_as_of
FROM score s
WHERE column_name IS NULL
  AND NOT EXISTS (SELECT 1 FROM score n WHERE n.column_name IS NULL AND n.day = s.day AND n.layer_name = s.layer_name AND n.thing = s.thing
                    AND (n.as_of, n.run_id) > (s.as_of, s.run_id))
