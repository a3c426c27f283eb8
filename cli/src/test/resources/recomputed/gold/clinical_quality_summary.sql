-- Dimension by dimension; a member of a dimension has a row where it has a patient.
WITH row AS (SELECT * FROM recomputed.clinical_quality_measures),
member AS (
  SELECT *, 'TOTAL' AS dimension, 'ALL' AS dimension_id, NULL AS dimension_name FROM row
  UNION ALL
  SELECT r.*, 'PROVIDER', coalesce(r.provider_id, 'NONE'), p.first_name || ' ' || p.last_name FROM row r LEFT JOIN silver.providers p USING (provider_id)
  UNION ALL
  SELECT r.*, 'FACILITY', coalesce(r.facility_id, 'NONE'), f.facility_name FROM row r LEFT JOIN silver.facilities f USING (facility_id)
  UNION ALL
  SELECT r.*, 'PAYER', coalesce(r.payer_id, 'NONE'), p.payer_name FROM row r LEFT JOIN silver.payers p USING (payer_id)
)
SELECT period_end, measure, variant, dimension, dimension_id, dimension_name, count(*) AS patients,
       sum(is_excluded::INT) AS exclusions, sum(in_denominator::INT) AS denominator, sum(in_numerator::INT) AS numerator,
       sum((in_denominator AND result_key IS NULL)::INT) AS without_result,
       share(sum(in_numerator::INT), sum(in_denominator::INT), 4)::DECIMAL(5, 4) AS rate,
       measure = 'DIABETES_HBA1C' AND variant = 'standard' AS lower_is_better, is_as_of,
       max(record_last_updated) AS record_last_updated
FROM member
GROUP BY ALL
