-- Charlson categories of the active conditions, and the milder form of the disease that each hides.
SELECT DISTINCT patient_id, icd10_code, value_set,
       CASE value_set WHEN 'charlson_diabetes_complicated' THEN 'charlson_diabetes_uncomplicated'
                      WHEN 'charlson_severe_liver' THEN 'charlson_mild_liver'
                      WHEN 'charlson_metastatic_tumor' THEN 'charlson_malignancy' END AS milder
FROM recomputed.active_conditions JOIN silver.ref_value_sets v ON v.code = icd10_code
WHERE value_set LIKE 'charlson\_%' ESCAPE '\'
