WITH enrolment AS (
  SELECT *, local_day(initiated_at) AS first, if(status IN ('COMPLETED', 'DISCONTINUED'), local_day(coalesce(completed_at, ended_at)), NULL) AS last,
         MAP {'DIABETES_T2': 'DIABETES_HBA1C', 'HYPERTENSION': 'HYPERTENSION_BP', 'ASTHMA': 'ASTHMA_ACT', 'DEPRESSION': 'DEPRESSION_PHQ9'}[pathway_code] AS measure
  FROM silver.care_pathways WHERE initiated_at <= as_of()
),
judged AS (
  SELECT e.*,
         (SELECT in_numerator FROM recomputed.standing s WHERE s.patient_id = e.patient_id AND s.measure = e.measure AND s.variant = 'spec'
            AND s.day = e.first AND s.in_denominator) AS before,
         (SELECT in_numerator FROM recomputed.standing s WHERE s.patient_id = e.patient_id AND s.measure = e.measure AND s.variant = 'spec'
            AND s.day = coalesce(e.last, as_of_day()) AND s.in_denominator) AS after
  FROM enrolment e
)
SELECT pathway_id, patient_id, pathway_code, pathway_name, provider_id, enrollment_source, status, end_reason,
       first AS start_date, last AS end_date, coalesce(last, as_of_day()) - first AS days_on_pathway,
       status = 'COMPLETED' AS is_completed, as_of_day() - last BETWEEN 0 AND 364 AS ended_in_365d,
       status = 'ACTIVE' AND as_of_day() > expected_completion_date AS is_overdue,
       if(status = 'COMPLETED', last - expected_completion_date, NULL) AS days_late,
       progress_score::DECIMAL(5, 4) AS progress_score, stage_count AS stages_planned,
       (SELECT count(*) FROM silver.care_pathway_stages s WHERE s.pathway_id = j.pathway_id AND s.status = 'COMPLETED') AS stages_completed,
       (SELECT count(*) FROM silver.care_pathway_stages s WHERE s.pathway_id = j.pathway_id AND s.status = 'SKIPPED') AS stages_skipped,
       (SELECT count(goal_met) FROM silver.care_pathway_stages s WHERE s.pathway_id = j.pathway_id) AS goals_judged,
       (SELECT count(*) FROM silver.care_pathway_stages s WHERE s.pathway_id = j.pathway_id AND goal_met) AS goals_met,
       (SELECT coalesce(sum(tasks_total), 0) FROM silver.care_pathway_stages s WHERE s.pathway_id = j.pathway_id) AS tasks_total,
       (SELECT coalesce(sum(tasks_completed), 0) FROM silver.care_pathway_stages s WHERE s.pathway_id = j.pathway_id) AS tasks_completed,
       measure AS outcome_measure, before AS met_at_start, after AS met_at_end,
       CASE (before, after) WHEN (true, true) THEN 'STAYED_MET' WHEN (false, true) THEN 'IMPROVED'
                            WHEN (true, false) THEN 'WORSENED' WHEN (false, false) THEN 'STAYED_UNMET' END AS outcome,
       greatest(_source_ts, (SELECT max(_source_ts) FROM silver.care_pathway_stages s WHERE s.pathway_id = j.pathway_id)) AS record_last_updated
FROM judged j
