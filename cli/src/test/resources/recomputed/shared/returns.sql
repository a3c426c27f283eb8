-- Every stay that is over, with the planned readmission algorithm and the stay that followed first.
WITH stay AS (
  SELECT s.*, u.date_of_death, u.date_of_birth, u._source_ts AS person_commit,
         EXISTS (SELECT 1 FROM silver.ref_value_sets v WHERE v.value_set = 'planned_admission_diagnosis' AND v.code = s.begin.principal_diagnosis_code)
         OR EXISTS (SELECT 1 FROM silver.procedures p JOIN silver.ref_value_sets v ON v.code = p.procedure_code
                    WHERE p.admission_id = s.stay_id AND p.status = 'COMPLETED' AND v.value_set = 'planned_admission_procedure')
         OR (NOT EXISTS (SELECT 1 FROM silver.ref_value_sets v WHERE v.value_set = 'acute_diagnosis' AND v.code = s.begin.principal_diagnosis_code)
             AND (coalesce(s.begin.is_planned, false)
                  OR EXISTS (SELECT 1 FROM silver.procedures p JOIN silver.ref_value_sets v ON v.code = p.procedure_code
                             WHERE p.admission_id = s.stay_id AND p.status = 'COMPLETED' AND v.value_set = 'potentially_planned_procedure'))) AS planned
  FROM recomputed.stays s LEFT JOIN silver.users u ON u.user_id = s.patient_id
),
following AS (
  SELECT s.stay_id, arg_min(n, (n.begin.admitted_at, n.stay_id)) AS n
  FROM stay s JOIN stay n ON n.patient_id = s.patient_id AND (n.begin.admitted_at, n.stay_id) > (s.begin.admitted_at, s.stay_id)
  GROUP BY ALL
)
SELECT s.*, n.stay_id AS next_id, n.begin.came AS next_came, n.planned AS next_planned,
       CASE WHEN s.finish.discharge_disposition = 'EXPIRED' OR s.date_of_death <= s.finish.went THEN 'DEATH'
            WHEN s.finish.discharge_disposition = 'AGAINST_MEDICAL_ADVICE' THEN 'AGAINST_MEDICAL_ADVICE'
            WHEN s.finish.discharge_disposition = 'TRANSFER_ACUTE' THEN 'TRANSFER' END AS reason,
       CASE WHEN NOT n.planned THEN n.begin.came - s.finish.went END AS days
FROM stay s LEFT JOIN following USING (stay_id)
WHERE s.finish.went IS NOT NULL
