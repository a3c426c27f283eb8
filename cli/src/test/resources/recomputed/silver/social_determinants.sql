SELECT determinant_id, patient_id, assessed_by_user_id, instrument, lives_alone, transportation_access, housing_status,
       food_security, employment_status, education_level, household_size, smoking_status, packs_per_day,
       alcohol_drinks_per_week, physical_activity_minutes_per_week, social_support_score, interpreter_needed, z_codes,
       make_timestamp(assessed_at) AS assessed_at, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.determinant_id, before.determinant_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn, source.ts_ms * 1000 AS sent FROM landing.social_determinants)
  WHERE op = 'd' OR (
    a.determinant_id IS NOT NULL AND a.patient_id IS NOT NULL AND a.instrument IS NOT NULL AND a.assessed_at IS NOT NULL
    AND a.status IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.instrument IN ('PRAPARE', 'AHC_HRSN', 'INTAKE_FORM')
    AND (a.housing_status IN ('STABLE', 'AT_RISK', 'UNSTABLE', 'HOMELESS')) IS NOT FALSE
    AND (a.food_security IN ('SECURE', 'LOW', 'VERY_LOW')) IS NOT FALSE
    AND (a.employment_status IN ('EMPLOYED', 'UNEMPLOYED', 'RETIRED', 'DISABLED', 'STUDENT', 'HOMEMAKER')) IS NOT FALSE
    AND (a.education_level IN ('LESS_THAN_HIGH_SCHOOL', 'HIGH_SCHOOL', 'SOME_COLLEGE', 'COLLEGE', 'GRADUATE')) IS NOT FALSE
    AND (a.household_size BETWEEN 1 AND 20) IS NOT FALSE
    AND (a.annual_income_band IN ('UNDER_15K', '15K_30K', '30K_50K', '50K_75K', '75K_100K', 'OVER_100K', 'UNDISCLOSED')) IS NOT FALSE
    AND (a.smoking_status IN ('NEVER', 'FORMER', 'CURRENT_SOME_DAYS', 'CURRENT_EVERY_DAY', 'UNKNOWN')) IS NOT FALSE
    AND (a.packs_per_day BETWEEN 0 AND 5) IS NOT FALSE
    AND (a.alcohol_drinks_per_week BETWEEN 0 AND 140) IS NOT FALSE
    AND (a.physical_activity_minutes_per_week BETWEEN 0 AND 5000) IS NOT FALSE
    AND (a.social_support_score BETWEEN 0 AND 10) IS NOT FALSE
    AND a.status IN ('COMPLETED', 'PARTIAL', 'DECLINED')
    AND (a.smoking_status <> 'NEVER' OR a.packs_per_day = 0) IS NOT FALSE
    AND a.assessed_at <= sent + 600000000
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
