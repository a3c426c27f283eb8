-- Final laboratory results with a number, by the value sets of their test.
SELECT r.*, v.value_set FROM silver.lab_results r JOIN silver.ref_value_sets v ON v.code = r.loinc_code
WHERE r.result_status IN ('FINAL', 'CORRECTED') AND r.value_numeric IS NOT NULL AND r.resulted_at <= as_of()
