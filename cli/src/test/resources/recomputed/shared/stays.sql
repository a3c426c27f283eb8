-- Hospital stays: an encounter that goes on from no earlier one begins a stay, and belongs to it with all up to the next beginning.
WITH encounter AS (
  SELECT *, local_day(admitted_at) AS came, local_day(discharged_at) AS went
  FROM silver.admissions
  WHERE encounter_class = 'INPATIENT' AND status <> 'CANCELLED' AND admitted_at <= as_of()
),
beginning AS (
  SELECT n.patient_id, n.admitted_at, n.admission_id FROM encounter n
  WHERE NOT EXISTS (
    SELECT 1 FROM encounter e
    WHERE e.patient_id = n.patient_id AND (e.admitted_at, e.admission_id) < (n.admitted_at, n.admission_id)
      AND (e.discharged_at IS NULL OR e.discharged_at > n.admitted_at
           OR (n.came - e.went <= 1
               AND (e.facility_id <> n.facility_id OR e.discharge_disposition = 'TRANSFER_ACUTE'
                    OR n.admitted_from = 'ACUTE_TRANSFER' OR n.preceding_admission_id = e.admission_id)
               AND NOT EXISTS (SELECT 1 FROM encounter b
                               WHERE b.patient_id = n.patient_id
                                 AND (b.admitted_at, b.admission_id) < (n.admitted_at, n.admission_id)
                                 AND (b.admitted_at, b.admission_id) > (e.admitted_at, e.admission_id)))))
),
placed AS (
  SELECT e.*,
         (SELECT max_by(b.admission_id, (b.admitted_at, b.admission_id)) FROM beginning b
          WHERE b.patient_id = e.patient_id AND (b.admitted_at, b.admission_id) <= (e.admitted_at, e.admission_id)) AS stay_id
  FROM encounter e
)
SELECT stay_id, patient_id,
       list(admission_id) AS encounters,
       min_by(struct_pack(came, admitted_at, admission_type, admitted_from, is_planned, principal_diagnosis_code), (admitted_at, admission_id)) AS begin,
       max_by(struct_pack(admission_id, went, discharged_at, facility_id, attending_provider_id, discharge_disposition),
              (coalesce(discharged_at, '9999-01-01'::TIMESTAMPTZ), admitted_at, admission_id)) AS finish,
       max(_source_ts) AS newest_commit
FROM placed
GROUP BY ALL
