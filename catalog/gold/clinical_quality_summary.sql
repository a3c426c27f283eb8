-- The six clinical measures by whom the patient belongs to. Every row of clinical_quality_measures is
-- counted once in each dimension, so that the parts of a dimension add up to its total.
WITH counted AS (
  SELECT period_end, measure, variant, is_excluded, in_denominator, in_numerator, decided_by, is_as_of,
         record_last_updated,
         stack(4, 'TOTAL', 'ALL',
                  'PROVIDER', coalesce(provider_id, 'NONE'),
                  'FACILITY', coalesce(facility_id, 'NONE'),
                  'PAYER', coalesce(payer_id, 'NONE')) AS (dimension, dimension_id)
  FROM ${clinical_quality_measures}
),
totals AS (
  SELECT period_end, measure, variant, dimension, dimension_id, is_as_of,
         count(*) AS patients,
         count_if(is_excluded) AS exclusions,
         count_if(in_denominator) AS denominator,
         count_if(in_numerator) AS numerator,
         count_if(in_denominator AND decided_by = 'NO_RESULT') AS without_result,
         max(record_last_updated) AS record_last_updated
  FROM counted
  GROUP BY period_end, measure, variant, dimension, dimension_id, is_as_of
),
names AS (
  SELECT 'PROVIDER' AS dimension, provider_id AS dimension_id, concat_ws(' ', first_name, last_name) AS name
  FROM ${providers}
  UNION ALL
  SELECT 'FACILITY', facility_id, facility_name FROM ${facilities}
  UNION ALL
  SELECT 'PAYER', payer_id, payer_name FROM ${payers}
)
SELECT
  t.period_end,
  t.measure,
  t.variant,
  t.dimension,
  t.dimension_id,
  n.name AS dimension_name,
  cast(t.patients AS int) AS patients,
  cast(t.exclusions AS int) AS exclusions,
  cast(t.denominator AS int) AS denominator,
  cast(t.numerator AS int) AS numerator,
  cast(t.without_result AS int) AS without_result,
  cast(cast(t.numerator AS decimal(18,0)) / nullif(t.denominator, 0) AS decimal(5,4)) AS rate,
  t.measure = 'DIABETES_HBA1C' AND t.variant = 'standard' AS lower_is_better,
  t.is_as_of,
  t.record_last_updated
FROM totals t
LEFT JOIN names n ON n.dimension = t.dimension AND n.dimension_id = t.dimension_id
