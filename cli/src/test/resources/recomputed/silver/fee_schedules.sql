SELECT fee_id, payer_id, procedure_code, code_system, modifier, setting, locality, list_amount, allowed_amount, work_rvu,
       unit_of_service, DATE '1970-01-01' + effective_from AS effective_from, DATE '1970-01-01' + effective_to AS effective_to,
       version
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.fee_id, before.fee_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.fee_schedules)
  WHERE op = 'd' OR (
    a.fee_id IS NOT NULL AND a.procedure_code IS NOT NULL AND a.code_system IS NOT NULL AND a.setting IS NOT NULL
    AND a.locality IS NOT NULL AND a.list_amount IS NOT NULL AND a.allowed_amount IS NOT NULL
    AND a.effective_from IS NOT NULL AND a.version IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND regexp_full_match(a.procedure_code, '[0-9A-Z]{5}')
    AND a.code_system IN ('CPT', 'HCPCS')
    AND (a.modifier IS NULL OR regexp_full_match(a.modifier, '[0-9A-Z]{2}'))
    AND a.setting IN ('FACILITY', 'NON_FACILITY')
    AND length(a.locality) BETWEEN 2 AND 40
    AND a.list_amount BETWEEN 0 AND 1000000
    AND a.allowed_amount BETWEEN 0 AND 1000000
    AND (a.work_rvu BETWEEN 0 AND 500) IS NOT FALSE
    AND (a.unit_of_service IN ('EACH', 'PER_15_MINUTES', 'PER_DAY', 'PER_DOSE', 'PER_MILE')) IS NOT FALSE
    AND a.version BETWEEN 1 AND 1000
    AND (a.effective_to >= a.effective_from) IS NOT FALSE
    AND (a.code_system <> 'HCPCS' OR regexp_full_match(a.procedure_code, '[A-V]\d{4}'))
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
