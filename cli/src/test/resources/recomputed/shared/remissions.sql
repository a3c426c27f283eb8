-- CMS159: cases that open with a PHQ-9 above 9 after 14 months without one, and the lowest PHQ-9 a year later.
WITH score AS (
  SELECT patient_id, day, value, id FROM recomputed.readings WHERE measure = 'DEPRESSION_PHQ9' AND variant = 'spec'
)
SELECT i.patient_id, i.day AS index_day, months_after(i.day, 12) + 61 AS from_day, months_after(i.day, 24) + 61 AS to_day,
       (SELECT arg_min(struct_pack(day, value, id), (value, day)) FROM score s
        WHERE s.patient_id = i.patient_id AND abs(s.day - months_after(i.day, 12)) <= 60) AS follow_up
FROM score i
WHERE i.value > 9
  AND NOT EXISTS (SELECT 1 FROM score e WHERE e.patient_id = i.patient_id AND e.value > 9 AND e.day < i.day AND e.day >= months_after(i.day, -14))
