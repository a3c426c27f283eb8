SELECT user_id, role, first_name, last_name, DATE '1970-01-01' + date_of_birth AS date_of_birth, sex, gender, state,
       zip_code, phone, email, account_status, email_verified, DATE '1970-01-01' + date_of_death AS date_of_death,
       make_timestamp(registered_at * 1000) AS registered_at, make_timestamp(last_login_at * 1000) AS last_login_at
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.user_id, before.user_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn, source.ts_ms AS sent, source.ts_ms // 86400000 AS sent_day FROM landing.users)
  WHERE op = 'd' OR (
    a.user_id IS NOT NULL AND a.role IS NOT NULL AND a.first_name IS NOT NULL AND a.last_name IS NOT NULL
    AND a.account_status IS NOT NULL AND a.email_verified IS NOT NULL AND a.registered_at IS NOT NULL
    AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.role IN ('PATIENT', 'PROVIDER', 'CARE_COORDINATOR', 'BILLING_STAFF', 'ADMIN')
    AND (a.role <> 'PATIENT' OR (a.mrn IS NOT NULL AND regexp_full_match(a.mrn, 'MRN\d{8}')))
    AND (a.ssn IS NULL OR regexp_full_match(a.ssn, '\d{3}-\d{2}-\d{4}'))
    AND length(a.first_name) BETWEEN 1 AND 80 AND length(a.last_name) BETWEEN 1 AND 80
    AND (length(a.middle_name) BETWEEN 1 AND 80) IS NOT FALSE
    AND (DATE '1970-01-01' + a.date_of_birth >= DATE '1880-01-01') IS NOT FALSE
    AND (a.sex IN ('FEMALE', 'MALE', 'UNKNOWN')) IS NOT FALSE
    AND (a.gender IN ('FEMALE', 'MALE', 'NON_BINARY', 'TRANSGENDER_FEMALE', 'TRANSGENDER_MALE', 'OTHER', 'UNDISCLOSED')) IS NOT FALSE
    AND (a.race IN ('WHITE', 'BLACK_OR_AFRICAN_AMERICAN', 'ASIAN', 'AMERICAN_INDIAN_OR_ALASKA_NATIVE',
                    'NATIVE_HAWAIIAN_OR_PACIFIC_ISLANDER', 'TWO_OR_MORE', 'OTHER', 'UNKNOWN')) IS NOT FALSE
    AND (a.ethnicity IN ('HISPANIC_OR_LATINO', 'NOT_HISPANIC_OR_LATINO', 'UNKNOWN')) IS NOT FALSE
    AND (a.marital_status IN ('SINGLE', 'MARRIED', 'DIVORCED', 'WIDOWED', 'SEPARATED', 'PARTNERED', 'UNKNOWN')) IS NOT FALSE
    AND (a.preferred_language IS NULL OR regexp_full_match(a.preferred_language, '[a-z][a-z]'))
    AND (length(a.street_address) BETWEEN 3 AND 200) IS NOT FALSE
    AND (length(a.city) BETWEEN 1 AND 100) IS NOT FALSE
    AND (a.state IS NULL OR regexp_full_match(a.state, '[A-Z][A-Z]'))
    AND (a.zip_code IS NULL OR regexp_full_match(a.zip_code, '\d{5}'))
    AND a.account_status IN ('PENDING_VERIFICATION', 'ACTIVE', 'LOCKED', 'DEACTIVATED')
    AND (a.date_of_death IS NOT NULL OR a.date_of_birth IS NULL
         OR (a.date_of_birth <= sent_day AND a.date_of_birth >= sent_day - 44195))
    AND (a.date_of_death >= a.date_of_birth) IS NOT FALSE
    AND (a.date_of_death <= sent_day + 1) IS NOT FALSE
    AND a.registered_at <= sent + 300000
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
