-- What became of every enrolment in a care pathway: how it ended, how far it came, and whether the
-- measure of its disease was met when it began and is met at its end (today while it goes on).
WITH enrolments AS (
  SELECT *,
         to_date(from_utc_timestamp(initiated_at, :business_zone)) AS start_day,
         CASE WHEN status IN ('COMPLETED', 'DISCONTINUED')
           THEN to_date(from_utc_timestamp(coalesce(completed_at, ended_at), :business_zone)) END AS end_day,
         CASE pathway_code
           WHEN 'DIABETES_T2' THEN 'DIABETES_HBA1C'
           WHEN 'HYPERTENSION' THEN 'HYPERTENSION_BP'
           WHEN 'ASTHMA' THEN 'ASTHMA_ACT'
           WHEN 'DEPRESSION' THEN 'DEPRESSION_PHQ9' END AS outcome_measure
  FROM ${care_pathways}
  WHERE initiated_at <= :as_of
),
stages AS (
  SELECT pathway_id,
         count_if(status = 'COMPLETED') AS stages_completed,
         count_if(status = 'SKIPPED') AS stages_skipped,
         count_if(goal_met IS NOT NULL) AS goals_judged,
         count_if(goal_met) AS goals_met,
         sum(tasks_total) AS tasks_total,
         sum(tasks_completed) AS tasks_completed,
         max(_source_ts) AS record_last_updated
  FROM ${care_pathway_stages}
  GROUP BY pathway_id
),
outcomes AS (
  SELECT e.pathway_id,
         max(m.in_numerator) FILTER (WHERE m.valid_from <= e.start_day AND e.start_day < m.valid_to) AS met_at_start,
         max(m.in_numerator) FILTER (WHERE m.valid_from <= coalesce(e.end_day, :as_of_date)
                                       AND coalesce(e.end_day, :as_of_date) < m.valid_to) AS met_at_end
  FROM enrolments e
  JOIN ${measure_status} m
    ON m.patient_id = e.patient_id AND m.measure = e.outcome_measure AND m.variant = 'spec' AND m.in_denominator
  GROUP BY e.pathway_id
)
SELECT
  e.pathway_id,
  e.patient_id,
  e.pathway_code,
  e.pathway_name,
  e.provider_id,
  e.enrollment_source,
  e.status,
  e.end_reason,
  e.start_day AS start_date,
  e.end_day AS end_date,
  datediff(coalesce(e.end_day, :as_of_date), e.start_day) AS days_on_pathway,
  e.status = 'COMPLETED' AS is_completed,
  e.end_day > date_sub(:as_of_date, 365) AND e.end_day <= :as_of_date AS ended_in_365d,
  e.status = 'ACTIVE' AND e.expected_completion_date < :as_of_date AS is_overdue,
  CASE WHEN e.status = 'COMPLETED' THEN datediff(e.end_day, e.expected_completion_date) END AS days_late,
  cast(e.progress_score AS decimal(5,4)) AS progress_score,
  cast(e.stage_count AS int) AS stages_planned,
  cast(coalesce(s.stages_completed, 0) AS int) AS stages_completed,
  cast(coalesce(s.stages_skipped, 0) AS int) AS stages_skipped,
  cast(coalesce(s.goals_judged, 0) AS int) AS goals_judged,
  cast(coalesce(s.goals_met, 0) AS int) AS goals_met,
  cast(coalesce(s.tasks_total, 0) AS int) AS tasks_total,
  cast(coalesce(s.tasks_completed, 0) AS int) AS tasks_completed,
  e.outcome_measure,
  o.met_at_start,
  o.met_at_end,
  CASE
    WHEN o.met_at_start IS NULL OR o.met_at_end IS NULL THEN NULL
    WHEN o.met_at_end AND NOT o.met_at_start THEN 'IMPROVED'
    WHEN o.met_at_start AND NOT o.met_at_end THEN 'WORSENED'
    WHEN o.met_at_end THEN 'STAYED_MET'
    ELSE 'STAYED_UNMET' END AS outcome,
  greatest(e._source_ts, s.record_last_updated) AS record_last_updated
FROM enrolments e
LEFT JOIN stages s ON s.pathway_id = e.pathway_id
LEFT JOIN outcomes o ON o.pathway_id = e.pathway_id
