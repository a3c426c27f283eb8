-- Facts are written as (provider, day, name, amount), added up per provider and day, laid on a grid of
-- days, and read through two windows: the day itself and the 365 days that end with it.
-- The last 90 business days are computed; older rows stay as they were published.
WITH visits AS (
  SELECT patient_id, provider_id, status,
         to_date(from_utc_timestamp(scheduled_start, :business_zone)) AS day,
         CASE WHEN status = 'COMPLETED'
           THEN unix_seconds(ended_at) - unix_seconds(started_at) END AS visit_seconds,
         -- greatest() passes over NULLs: who never started did not wait 0 minutes.
         CASE WHEN status = 'COMPLETED' AND modality = 'IN_PERSON' AND started_at IS NOT NULL
           THEN greatest(0, unix_seconds(started_at) - unix_seconds(greatest(scheduled_start, checked_in_at))) END AS wait_seconds
  FROM ${appointments}
  WHERE status NOT IN ('CANCELLED', 'RESCHEDULED')
),
-- A patient is new on the day of a first completed visit in three years with the provider, or with
-- the same specialty of the same group.
completed AS (
  SELECT DISTINCT v.patient_id, v.provider_id, v.day, p.specialty_code, p.practice_group_id
  FROM visits v
  LEFT JOIN ${providers} p ON p.provider_id = v.provider_id
  WHERE v.status = 'COMPLETED' AND v.day <= :as_of_date
),
new_patients AS (
  SELECT c.provider_id, c.day, c.patient_id,
         to_date(from_utc_timestamp(u.registered_at, :business_zone)) > add_months(c.day, -36) AS short_history
  FROM completed c
  LEFT JOIN ${users} u ON u.user_id = c.patient_id
  LEFT ANTI JOIN completed e
    ON e.patient_id = c.patient_id AND e.day < c.day AND e.day >= add_months(c.day, -36)
   AND (e.provider_id = c.provider_id
        OR (e.specialty_code = c.specialty_code AND e.practice_group_id = c.practice_group_id))
  WHERE c.day > date_sub(:as_of_date, 90)
),
first_adjudications AS (
  SELECT claim_id, min_by(struct(outcome, adjudicated_at), struct(sequence_number, adjudicated_at, adjudication_id)) AS first
  FROM ${claim_adjudications}
  WHERE adjudicated_at <= :as_of
  GROUP BY claim_id
),
attribution AS (
  SELECT a.patient_id, a.provider_id, a.valid_from,
         least(a.valid_to, u.date_of_death) AS valid_to
  FROM ${provider_attribution} a
  JOIN ${users} u ON u.user_id = a.patient_id -- who is named by a visit only is no patient
),
-- What a measure says of a patient belongs to the provider the patient is attributed to that day.
attributed_measures AS (
  SELECT a.provider_id,
         CASE WHEN m.measure IN ('COLORECTAL_SCREENING', 'BREAST_SCREENING') THEN 'preventive' ELSE 'chronic' END AS family,
         m.in_numerator,
         greatest(a.valid_from, m.valid_from) AS from_day, least(a.valid_to, m.valid_to) AS to_day
  FROM attribution a
  JOIN ${measure_status} m
    ON m.patient_id = a.patient_id AND m.valid_from < a.valid_to AND a.valid_from < m.valid_to
  WHERE m.variant = 'spec' AND m.in_denominator AND m.measure <> 'DEPRESSION_PHQ9'
),
-- The calendar as it stood at local midnight of the day.
morning_slots AS (
  SELECT provider_id, slot_date AS day, status
  FROM (
    SELECT *, to_utc_timestamp(cast(slot_date AS timestamp), :business_zone) AS midnight
    FROM ${appointment_slots_history}
    WHERE slot_date BETWEEN date_sub(:as_of_date, 89) AND :as_of_date
  )
  WHERE (valid_from <= midnight OR NOT valid_from_known)
    AND (valid_to IS NULL OR valid_to > midnight)
    AND status IN ('OPEN', 'HELD', 'BOOKED')
),
facts AS (
  SELECT provider_id, day, name, amount
  FROM (
    SELECT provider_id, day,
           stack(8,
             'scheduled', cast(1 AS decimal(18,2)),
             'completed', cast(if(status = 'COMPLETED', 1, NULL) AS decimal(18,2)),
             'no_show', cast(if(status = 'NO_SHOW', 1, NULL) AS decimal(18,2)),
             'waits', cast(if(wait_seconds <= 240 * 60, 1, NULL) AS decimal(18,2)),
             'wait_seconds', cast(if(wait_seconds <= 240 * 60, wait_seconds, NULL) AS decimal(18,2)),
             'long_waits', cast(if(wait_seconds > 240 * 60, 1, NULL) AS decimal(18,2)),
             'timed_visits', cast(if(visit_seconds BETWEEN 0 AND 12 * 3600, 1, NULL) AS decimal(18,2)),
             'visit_seconds', cast(if(visit_seconds BETWEEN 0 AND 12 * 3600, visit_seconds, NULL) AS decimal(18,2))
           ) AS (name, amount)
    FROM visits
    WHERE day BETWEEN date_sub(:as_of_date, 454) AND :as_of_date
  )
  WHERE amount IS NOT NULL
  UNION ALL
  SELECT provider_id, day, 'patients_seen', 1 FROM completed
  UNION ALL
  SELECT provider_id, day,
         stack(2, 'new_patients', cast(1 AS decimal(18,2)),
                  'short_history', cast(if(short_history, 1, 0) AS decimal(18,2)))
  FROM new_patients
  UNION ALL
  SELECT provider_id, to_date(from_utc_timestamp(responded_at, :business_zone)),
         stack(2, 'reviews', cast(1 AS decimal(18,2)), 'stars', cast(overall_rating AS decimal(18,2)))
  FROM ${patient_surveys}
  WHERE status = 'COMPLETED' AND overall_rating IS NOT NULL AND responded_at <= :as_of
  UNION ALL
  SELECT provider_id, day, CASE status WHEN 'OPEN' THEN 'open_slots' ELSE 'taken_slots' END, 1 FROM morning_slots
  UNION ALL
  -- What a day can take: a slot that is not blocked takes one visit and as many more as may share it.
  SELECT provider_id, slot_date, 'slot_capacity', 1 + coalesce(overbook_limit, 0)
  FROM ${appointment_slots}
  WHERE slot_date <= :as_of_date AND status IN ('OPEN', 'HELD', 'BOOKED')
  UNION ALL
  SELECT s.provider_id, s.slot_date, 'slot_visits', 1
  FROM ${appointments} a
  JOIN ${appointment_slots} s ON s.slot_id = a.slot_id
  WHERE a.status NOT IN ('CANCELLED', 'RESCHEDULED') AND s.status IN ('OPEN', 'HELD', 'BOOKED')
  UNION ALL
  SELECT discharging_provider_id, discharge_date,
         CASE WHEN is_readmitted_30d THEN 'readmitted' ELSE 'not_readmitted' END, 1
  FROM ${readmission_pairs}
  WHERE is_index_30d
  UNION ALL
  SELECT coalesce(l.provider_id, i.provider_id), l.service_date, 'charges', l.charge_amount
  FROM ${billing_invoice_lines} l
  JOIN ${billing_invoices} i ON i.invoice_id = l.invoice_id
  WHERE l.status <> 'VOID' AND i.status NOT IN ('DRAFT', 'VOID') AND l.service_date <= :as_of_date
  UNION ALL
  SELECT c.rendering_provider_id, to_date(from_utc_timestamp(f.first.adjudicated_at, :business_zone)),
         CASE f.first.outcome WHEN 'DENIED' THEN 'denied' ELSE 'approved' END, 1
  FROM first_adjudications f
  JOIN ${claims} c ON c.claim_id = f.claim_id
  UNION ALL
  SELECT a.provider_id, e.day, 'emergency_visits', 1
  FROM (
    SELECT patient_id, to_date(from_utc_timestamp(admitted_at, :business_zone)) AS day
    FROM ${admissions}
    WHERE encounter_class = 'EMERGENCY' AND status <> 'CANCELLED' AND admitted_at <= :as_of
  ) e
  JOIN attribution a ON a.patient_id = e.patient_id AND a.valid_from <= e.day AND e.day < a.valid_to
  UNION ALL
  -- Levels: +1 when something begins, -1 on the day after its last.
  SELECT provider_id, day, 'attributed', delta
  FROM (
    SELECT provider_id, stack(2, valid_from, 1, valid_to, -1) AS (day, delta)
    FROM attribution
    WHERE valid_from < valid_to
  )
  UNION ALL
  SELECT provider_id, day, concat(family, side), delta
  FROM (
    SELECT provider_id, family,
           stack(4, '_measured', from_day, 1, '_measured', to_day, -1,
                    '_met', from_day, if(in_numerator, 1, 0), '_met', to_day, if(in_numerator, -1, 0)) AS (side, day, delta)
    FROM attributed_measures
  )
),
-- The grid begins 454 days back: 90 published days, each with the 364 days before it. What began
-- earlier stands on its first day; nothing but levels is read from there.
per_day AS (
  SELECT provider_id, greatest(day, date_sub(:as_of_date, 454)) AS day,
         sum(amount) FILTER (WHERE name = 'scheduled') AS scheduled,
         sum(amount) FILTER (WHERE name = 'completed') AS completed,
         sum(amount) FILTER (WHERE name = 'no_show') AS no_shows,
         sum(amount) FILTER (WHERE name = 'patients_seen') AS patients_seen,
         sum(amount) FILTER (WHERE name = 'new_patients') AS new_patients,
         sum(amount) FILTER (WHERE name = 'short_history') AS short_history,
         sum(amount) FILTER (WHERE name = 'waits') AS waits,
         sum(amount) FILTER (WHERE name = 'wait_seconds') AS wait_seconds,
         sum(amount) FILTER (WHERE name = 'long_waits') AS long_waits,
         sum(amount) FILTER (WHERE name = 'timed_visits') AS timed_visits,
         sum(amount) FILTER (WHERE name = 'visit_seconds') AS visit_seconds,
         sum(amount) FILTER (WHERE name = 'reviews') AS reviews,
         sum(amount) FILTER (WHERE name = 'stars') AS stars,
         sum(amount) FILTER (WHERE name = 'open_slots') AS open_slots,
         sum(amount) FILTER (WHERE name IN ('open_slots', 'taken_slots')) AS offered_slots,
         sum(amount) FILTER (WHERE name = 'slot_capacity') AS slot_capacity,
         sum(amount) FILTER (WHERE name = 'slot_visits') AS slot_visits,
         sum(amount) FILTER (WHERE name = 'readmitted') AS readmitted,
         sum(amount) FILTER (WHERE name IN ('readmitted', 'not_readmitted')) AS index_discharges,
         sum(amount) FILTER (WHERE name = 'charges') AS charges,
         sum(amount) FILTER (WHERE name = 'approved') AS approved,
         sum(amount) FILTER (WHERE name IN ('approved', 'denied')) AS adjudicated,
         sum(amount) FILTER (WHERE name = 'emergency_visits') AS emergency_visits,
         sum(amount) FILTER (WHERE name = 'attributed') AS attributed,
         sum(amount) FILTER (WHERE name = 'chronic_measured') AS chronic_measured,
         sum(amount) FILTER (WHERE name = 'chronic_met') AS chronic_met,
         sum(amount) FILTER (WHERE name = 'preventive_measured') AS preventive_measured,
         sum(amount) FILTER (WHERE name = 'preventive_met') AS preventive_met
  FROM facts
  WHERE day <= :as_of_date
    AND (day > date_sub(:as_of_date, 454)
         OR name IN ('attributed', 'chronic_measured', 'chronic_met', 'preventive_measured', 'preventive_met'))
  GROUP BY 1, 2
),
grid AS (
  SELECT provider_id, hired_date, terminated_date,
         explode(sequence(date_sub(:as_of_date, 454), :as_of_date)) AS day
  FROM ${providers}
),
levels AS (
  SELECT g.hired_date, g.terminated_date, d.*, g.provider_id AS grid_provider, g.day AS grid_day,
         sum(d.attributed) OVER so_far AS attributed_patients,
         sum(d.chronic_measured) OVER so_far AS chronic_patients,
         sum(d.chronic_met) OVER so_far AS chronic_controlled,
         sum(d.preventive_measured) OVER so_far AS preventive_patients,
         sum(d.preventive_met) OVER so_far AS preventive_screened
  FROM grid g
  LEFT JOIN per_day d ON d.provider_id = g.provider_id AND d.day = g.day
  WINDOW so_far AS (PARTITION BY g.provider_id ORDER BY g.day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
),
trailing AS (
  SELECT *,
         sum(completed) OVER trailing_year AS completed_365d,
         sum(no_shows) OVER trailing_year AS no_shows_365d,
         sum(reviews) OVER trailing_year AS reviews_365d,
         sum(stars) OVER trailing_year AS stars_365d,
         sum(readmitted) OVER trailing_year AS readmitted_365d,
         sum(index_discharges) OVER trailing_year AS index_discharges_365d,
         sum(approved) OVER trailing_year AS approved_365d,
         sum(adjudicated) OVER trailing_year AS adjudicated_365d,
         sum(emergency_visits) OVER trailing_year AS emergency_visits_365d,
         sum(attributed_patients) OVER trailing_year AS patient_days_365d
  FROM levels
  WINDOW trailing_year AS (PARTITION BY grid_provider ORDER BY grid_day ROWS BETWEEN 364 PRECEDING AND CURRENT ROW)
)
SELECT
  grid_provider AS provider_id,
  grid_day AS metric_date,
  cast(coalesce(patients_seen, 0) AS int) AS patients_seen,
  cast(coalesce(new_patients, 0) AS int) AS new_patients,
  cast(coalesce(scheduled, 0) AS int) AS appointments_scheduled,
  cast(coalesce(completed, 0) AS int) AS appointments_completed,
  cast(coalesce(no_shows_365d, 0)
       / nullif(coalesce(no_shows_365d, 0) + coalesce(completed_365d, 0), 0) AS decimal(3,2)) AS no_show_rate,
  cast(stars / reviews AS decimal(2,1)) AS patient_satisfaction_avg,
  cast(coalesce(reviews, 0) AS int) AS review_count,
  cast(coalesce(chronic_controlled, 0) / nullif(chronic_patients, 0) AS decimal(3,2)) AS chronic_disease_control_rate,
  cast(coalesce(preventive_screened, 0) / nullif(preventive_patients, 0) AS decimal(3,2)) AS preventive_care_completion_rate,
  cast(round(wait_seconds / waits / 60) AS int) AS avg_wait_time_minutes,
  cast(round(visit_seconds / timed_visits / 60) AS int) AS avg_visit_duration_minutes,
  cast(coalesce(open_slots, 0) / offered_slots AS decimal(3,2)) AS same_day_appointment_availability,
  cast(coalesce(readmitted_365d, 0) / nullif(index_discharges_365d, 0) AS decimal(3,2)) AS readmission_rate,
  cast(if(patient_days_365d > 0,
          least(coalesce(emergency_visits_365d, 0) * 365 / nullif(patient_days_365d, 0), 9.99), NULL) AS decimal(3,2)) AS emergency_visit_rate,
  cast(least(coalesce(charges, 0), 99999999.99) AS decimal(10,2)) AS total_charges,
  cast(coalesce(approved_365d, 0) / nullif(adjudicated_365d, 0) AS decimal(3,2)) AS insurance_approval_rate,
  cast(coalesce(short_history, 0) AS int) AS new_patients_short_history,
  cast(coalesce(no_shows, 0) AS int) AS no_shows,
  cast(coalesce(long_waits, 0) AS int) AS waits_over_240_minutes,
  cast(stars_365d / nullif(reviews_365d, 0) AS decimal(2,1)) AS patient_satisfaction_avg_365d,
  cast(coalesce(reviews_365d, 0) AS int) AS review_count_365d,
  cast(coalesce(attributed_patients, 0) AS int) AS attributed_patients,
  cast(coalesce(chronic_patients, 0) AS int) AS chronic_measures,
  cast(coalesce(chronic_controlled, 0) AS int) AS chronic_measures_met,
  cast(coalesce(preventive_patients, 0) AS int) AS preventive_measures,
  cast(coalesce(preventive_screened, 0) AS int) AS preventive_measures_met,
  cast(coalesce(index_discharges_365d, 0) AS int) AS index_discharges_365d,
  cast(coalesce(readmitted_365d, 0) AS int) AS readmissions_365d,
  cast(coalesce(offered_slots, 0) AS int) AS slots_offered,
  cast(coalesce(adjudicated_365d, 0) AS int) AS claims_adjudicated_365d,
  cast(coalesce(slot_capacity, 0) AS int) AS slot_capacity,
  cast(coalesce(slot_visits, 0) AS int) AS slot_visits
FROM trailing
WHERE grid_day > date_sub(:as_of_date, 90)
  AND ((coalesce(hired_date, grid_day) <= grid_day AND coalesce(terminated_date, grid_day) >= grid_day)
       OR coalesce(scheduled, reviews, offered_slots, index_discharges, charges, adjudicated) IS NOT NULL)
