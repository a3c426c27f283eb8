-- Inpatient encounters that continue each other are one stay: they overlap, or the next begins on the
-- day of discharge or the day after as a transfer (another hospital, or said to be one).
WITH encounters AS (
  SELECT *,
         to_date(from_utc_timestamp(admitted_at, :business_zone)) AS admit_day,
         to_date(from_utc_timestamp(discharged_at, :business_zone)) AS discharge_day
  FROM ${admissions}
  WHERE encounter_class = 'INPATIENT' AND status <> 'CANCELLED' AND admitted_at <= :as_of
),
neighbours AS (
  SELECT *,
         max(coalesce(discharged_at, TIMESTAMP '9999-01-01')) OVER before AS earlier_end,
         lag(discharge_day) OVER ordered AS previous_discharge_day,
         lag(facility_id) OVER ordered AS previous_facility_id,
         lag(discharge_disposition) OVER ordered AS previous_disposition,
         lag(admission_id) OVER ordered AS previous_admission_id
  FROM encounters
  WINDOW ordered AS (PARTITION BY patient_id ORDER BY admitted_at, admission_id),
         before AS (PARTITION BY patient_id ORDER BY admitted_at, admission_id
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
numbered AS (
  SELECT *,
         sum(CASE
           WHEN admitted_at < earlier_end THEN 0
           WHEN datediff(admit_day, previous_discharge_day) <= 1
                AND (facility_id <> previous_facility_id
                     OR previous_disposition = 'TRANSFER_ACUTE'
                     OR admitted_from = 'ACUTE_TRANSFER'
                     OR preceding_admission_id = previous_admission_id) THEN 0
           ELSE 1
         END) OVER (PARTITION BY patient_id ORDER BY admitted_at, admission_id
                    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS stay_number
  FROM neighbours
),
-- The first encounter says how the stay began, the last one how it ended.
ordered AS (
  SELECT *,
         row_number() OVER (PARTITION BY patient_id, stay_number
                            ORDER BY admitted_at, admission_id) AS from_first,
         row_number() OVER (PARTITION BY patient_id, stay_number
                            ORDER BY coalesce(discharged_at, TIMESTAMP '9999-01-01') DESC,
                                     admitted_at DESC, admission_id DESC) AS from_last
  FROM numbered
)
SELECT
  max(CASE WHEN from_first = 1 THEN admission_id END) AS stay_id,
  patient_id,
  max(CASE WHEN from_last = 1 THEN admission_id END) AS last_admission_id,
  max(CASE WHEN from_first = 1 THEN admitted_at END) AS admitted_at,
  max(CASE WHEN from_last = 1 THEN discharged_at END) AS discharged_at,
  max(CASE WHEN from_first = 1 THEN admit_day END) AS admit_date,
  max(CASE WHEN from_last = 1 THEN discharge_day END) AS discharge_date,
  cast(count(*) AS int) AS encounters,
  max(CASE WHEN from_first = 1 THEN admission_type END) AS admission_type,
  max(CASE WHEN from_first = 1 THEN admitted_from END) AS admitted_from,
  max(CASE WHEN from_first = 1 THEN is_planned END) AS is_planned,
  max(CASE WHEN from_first = 1 THEN principal_diagnosis_code END) AS principal_diagnosis_code,
  max(CASE WHEN from_first = 1 THEN facility_id END) AS facility_id,
  max(CASE WHEN from_last = 1 THEN facility_id END) AS discharging_facility_id,
  max(CASE WHEN from_last = 1 THEN attending_provider_id END) AS discharging_provider_id,
  max(CASE WHEN from_last = 1 THEN discharge_disposition END) AS discharge_disposition,
  max(_source_ts) AS record_last_updated
FROM ordered
GROUP BY patient_id, stay_number
