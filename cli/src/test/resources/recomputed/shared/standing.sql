-- Where every asked patient stands in every measure and variant, each day judged by itself.
WITH band(measure, variant, condition, youngest, oldest, only_sex) AS (VALUES
  ('DIABETES_HBA1C', 'spec', 'diabetes', NULL, NULL, NULL), ('DIABETES_HBA1C', 'standard', 'diabetes', 18, 75, NULL),
  ('HYPERTENSION_BP', 'spec', 'essential_hypertension', NULL, NULL, NULL), ('HYPERTENSION_BP', 'standard', 'essential_hypertension', 18, 85, NULL),
  ('ASTHMA_ACT', 'spec', 'asthma', NULL, NULL, NULL), ('ASTHMA_ACT', 'standard', 'asthma', NULL, NULL, NULL),
  ('DEPRESSION_PHQ9', 'spec', 'major_depression', NULL, NULL, NULL),
  ('COLORECTAL_SCREENING', 'spec', NULL, 50, 75, NULL), ('COLORECTAL_SCREENING', 'standard', NULL, 46, 75, NULL),
  ('BREAST_SCREENING', 'spec', NULL, 40, 75, 'FEMALE'), ('BREAST_SCREENING', 'standard', NULL, 42, 74, 'FEMALE')
),
measured AS (
  SELECT a.patient_id, a.day, a.age, b.measure, b.variant
  FROM recomputed.asked a JOIN band b ON coalesce(a.age >= b.youngest, b.youngest IS NULL) AND coalesce(a.age <= b.oldest, b.oldest IS NULL)
    AND coalesce(a.sex = b.only_sex, b.only_sex IS NULL)
  WHERE b.condition IS NULL
     OR EXISTS (SELECT 1 FROM recomputed.diagnosed d WHERE d.patient_id = a.patient_id AND d.value_set = b.condition
                  AND d.from_day <= a.day AND coalesce(a.day < d.to_day, true))
  UNION ALL
  SELECT a.patient_id, a.day, a.age, 'DEPRESSION_PHQ9', 'standard'
  FROM recomputed.asked a
  WHERE EXISTS (SELECT 1 FROM recomputed.remissions r
                WHERE r.patient_id = a.patient_id AND r.from_day <= a.day AND a.day < r.to_day
                  AND EXISTS (SELECT 1 FROM recomputed.diagnosed d WHERE d.patient_id = r.patient_id AND d.value_set = 'major_depression'
                                AND d.from_day <= r.index_day AND coalesce(r.index_day < d.to_day, true)))
),
-- The newest day with a reading, when it is at most twelve months back; for a screening the newest one that still counts.
decided AS (
  SELECT m.*,
         (SELECT arg_max(struct_pack(day, value, diastolic, id, place), r.day) FROM recomputed.readings r
          WHERE r.patient_id = m.patient_id AND r.measure = m.measure AND r.variant = m.variant AND r.day <= m.day
            AND m.day <= months_after(r.day, 12) AND NOT (m.measure = 'DEPRESSION_PHQ9' AND m.variant = 'standard')) AS reading,
         (SELECT any_value(follow_up) FROM recomputed.remissions r
          WHERE r.patient_id = m.patient_id AND r.from_day <= m.day AND m.day < r.to_day
            AND m.measure = 'DEPRESSION_PHQ9' AND m.variant = 'standard') AS follow_up,
         (SELECT arg_max(struct_pack(day, screening_type, screening_id), (day, through, screening_id)) FROM recomputed.screened s
          WHERE s.patient_id = m.patient_id AND s.measure = m.measure AND m.day BETWEEN s.day AND s.through) AS screening,
         (SELECT arg_min(struct_pack(reason, from_day, place, id), (rank, from_day, id)) FROM recomputed.excluding x
          WHERE x.patient_id = m.patient_id AND x.from_day <= m.day AND coalesce(m.day <= x.through, true)
            AND (x.rank < 3
                 OR (x.rank = 3 AND m.age >= 66
                     AND EXISTS (SELECT 1 FROM recomputed.excluding f WHERE f.patient_id = m.patient_id AND f.rank = 4
                                   AND f.from_day <= m.day AND coalesce(m.day <= f.through, true))))) AS exclusion
  FROM measured m
)
SELECT patient_id, day, measure, variant, reading, follow_up, screening, exclusion,
       exclusion IS NOT NULL AS is_excluded,
       exclusion IS NULL AS in_denominator,
       exclusion IS NULL AND CASE
         WHEN measure = 'DIABETES_HBA1C' AND variant = 'spec' THEN coalesce(reading.value < 7, false)
         WHEN measure = 'DIABETES_HBA1C' THEN coalesce(reading.value > 9, true)
         WHEN measure = 'HYPERTENSION_BP' AND variant = 'spec' THEN coalesce(reading.value < 130 AND reading.diastolic < 80, false)
         WHEN measure = 'HYPERTENSION_BP' THEN coalesce(reading.value < 140 AND reading.diastolic < 90, false)
         WHEN measure = 'ASTHMA_ACT' AND variant = 'spec' THEN coalesce(reading.value > 20, false)
         WHEN measure = 'ASTHMA_ACT' THEN coalesce(reading.value >= 20, false)
         WHEN measure = 'DEPRESSION_PHQ9' AND variant = 'spec' THEN coalesce(reading.value < 5, false)
         WHEN measure = 'DEPRESSION_PHQ9' THEN coalesce(follow_up.value < 5, false)
         ELSE screening IS NOT NULL END AS in_numerator
FROM decided
