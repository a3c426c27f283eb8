SELECT prescription_id, patient_id, prescriber_id, appointment_id, admission_id, prescription_number, rxnorm_code, ndc,
       medication_name, dosage, frequency, route, quantity, days_supply, refills_authorized, is_as_needed, is_chronic,
       indication_code, controlled_schedule, make_timestamp(prescribed_at) AS prescribed_at,
       DATE '1970-01-01' + start_date AS start_date, DATE '1970-01-01' + end_date AS end_date,
       make_timestamp(discontinued_at) AS discontinued_at, discontinue_reason, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.prescription_id, before.prescription_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn, source.ts_ms * 1000 AS sent FROM landing.prescriptions)
  WHERE op = 'd' OR (
    a.prescription_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.prescriber_id IS NOT NULL
    AND a.prescription_number IS NOT NULL AND a.rxnorm_code IS NOT NULL AND a.medication_name IS NOT NULL
    AND a.is_as_needed IS NOT NULL AND a.is_chronic IS NOT NULL AND a.prescribed_at IS NOT NULL AND a.status IS NOT NULL
    AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND regexp_full_match(a.prescription_number, 'RX\d{9}')
    AND regexp_full_match(a.rxnorm_code, '\d{1,8}')
    AND (a.ndc IS NULL OR regexp_full_match(a.ndc, '\d{11}'))
    AND length(a.medication_name) BETWEEN 2 AND 200
    AND (length(a.dosage) BETWEEN 1 AND 80) IS NOT FALSE
    AND (a.frequency IN ('ONCE_DAILY', 'TWICE_DAILY', 'THREE_TIMES_DAILY', 'FOUR_TIMES_DAILY', 'EVERY_OTHER_DAY', 'WEEKLY',
                         'MONTHLY', 'AT_BEDTIME', 'AS_NEEDED', 'ONCE')) IS NOT FALSE
    AND (a.route IN ('ORAL', 'INHALED', 'SUBCUTANEOUS', 'INTRAMUSCULAR', 'INTRAVENOUS', 'TOPICAL', 'TRANSDERMAL',
                     'OPHTHALMIC', 'NASAL', 'SUBLINGUAL')) IS NOT FALSE
    AND (length(a.sig) BETWEEN 1 AND 500) IS NOT FALSE
    AND (a.quantity BETWEEN 0.001 AND 10000) IS NOT FALSE
    AND (a.days_supply BETWEEN 1 AND 365) IS NOT FALSE
    AND (a.refills_authorized BETWEEN 0 AND 11) IS NOT FALSE
    AND (a.controlled_schedule IN ('II', 'III', 'IV', 'V')) IS NOT FALSE
    AND (a.discontinue_reason IN ('ADVERSE_EFFECT', 'INEFFECTIVE', 'THERAPY_CHANGE', 'COMPLETED_EARLY', 'PATIENT_REFUSAL',
                                  'DUPLICATE', 'DEATH')) IS NOT FALSE
    AND a.status IN ('ACTIVE', 'ON_HOLD', 'COMPLETED', 'DISCONTINUED', 'CANCELLED', 'EXPIRED')
    AND (a.end_date >= a.start_date) IS NOT FALSE
    AND (a.status <> 'DISCONTINUED' OR a.discontinued_at IS NOT NULL)
    AND a.prescribed_at <= sent + 600000000
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
