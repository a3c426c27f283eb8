-- The newest scores of every business day: of the lake, of a layer and of a table. A run scores the
-- tables it moved, so a table that rested keeps the row of the day it last moved.
WITH runs AS (
  SELECT run_id, max(as_of) AS as_of
  FROM ${ops_runs}
  WHERE as_of <= :as_of AND to_date(from_utc_timestamp(as_of, :business_zone)) > date_sub(:as_of_date, 90)
  GROUP BY run_id
),
scored AS (
  SELECT s.run_id, coalesce(s.layer, 'ALL') AS layer, coalesce(s.table_name, 'ALL') AS table_name,
         r.as_of, to_date(from_utc_timestamp(r.as_of, :business_zone)) AS day,
         min_by(struct(s.completeness, s.validity, s.consistency, s.timeliness, s.accuracy, s.score, s.row_count),
                struct(s.recorded_at)) FILTER (WHERE s.column_name IS NULL) AS scores,
         min_by(struct(s.column_name, s.completeness), struct(s.completeness, s.column_name))
           FILTER (WHERE s.column_name IS NOT NULL AND s.completeness IS NOT NULL) AS emptiest,
         min_by(struct(s.column_name, s.validity), struct(s.validity, s.column_name))
           FILTER (WHERE s.column_name IS NOT NULL AND s.validity IS NOT NULL) AS least_valid
  FROM ${ops_quality_scores} s
  JOIN runs r ON r.run_id = s.run_id
  GROUP BY s.run_id, coalesce(s.layer, 'ALL'), coalesce(s.table_name, 'ALL'), r.as_of
),
checked AS (
  SELECT run_id, layer, table_name, count(*) AS checks, count_if(NOT passed) AS failed
  FROM ${ops_quality_metrics}
  WHERE passed IS NOT NULL
  GROUP BY run_id, layer, table_name
),
newest AS (
  SELECT *, row_number() OVER (PARTITION BY day, layer, table_name ORDER BY as_of DESC, run_id DESC) AS newness
  FROM scored
  WHERE scores IS NOT NULL
)
SELECT
  n.day AS quality_date,
  n.layer,
  n.table_name,
  CASE WHEN n.layer = 'ALL' THEN 'LAKE' WHEN n.table_name = 'ALL' THEN 'LAYER' ELSE 'TABLE' END AS level,
  cast(n.scores.score AS decimal(5,2)) AS quality_score,
  cast(n.scores.completeness AS decimal(5,2)) AS completeness_score,
  cast(n.scores.validity AS decimal(5,2)) AS validity_score,
  cast(n.scores.consistency AS decimal(5,2)) AS consistency_score,
  cast(n.scores.timeliness AS decimal(5,2)) AS timeliness_score,
  cast(n.scores.accuracy AS decimal(5,2)) AS accuracy_score,
  n.scores.score < 95 AS is_below_target,
  n.scores.row_count,
  cast(c.checks AS int) AS checks,
  cast(c.failed AS int) AS checks_failed,
  n.emptiest.column_name AS least_complete_column,
  cast(n.emptiest.completeness AS decimal(5,2)) AS least_complete_score,
  n.least_valid.column_name AS least_valid_column,
  cast(n.least_valid.validity AS decimal(5,2)) AS least_valid_score,
  n.as_of AS scored_as_of
FROM newest n
LEFT JOIN checked c ON c.run_id = n.run_id AND c.layer = n.layer AND c.table_name = n.table_name
WHERE n.newness = 1
