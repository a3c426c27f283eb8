SELECT session_id, user_id, channel, auth_method, login_succeeded, make_timestamp(started_at * 1000) AS started_at,
       make_timestamp(ended_at * 1000) AS ended_at, end_reason, device_type, screens_viewed
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.session_id, before.session_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.user_sessions)
  WHERE op = 'd' OR (
    a.session_id IS NOT NULL AND a.user_id IS NOT NULL AND a.channel IS NOT NULL AND a.auth_method IS NOT NULL
    AND a.login_succeeded IS NOT NULL AND a.started_at IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND a.channel IN ('WEB', 'IOS', 'ANDROID')
    AND a.auth_method IN ('PASSWORD', 'PASSWORD_MFA', 'SSO', 'BIOMETRIC')
    AND (a.end_reason IN ('LOGOUT', 'TIMEOUT', 'REVOKED', 'REFUSED')) IS NOT FALSE
    AND (a.device_type IN ('DESKTOP', 'PHONE', 'TABLET')) IS NOT FALSE
    AND (a.screens_viewed BETWEEN 0 AND 5000) IS NOT FALSE
    AND (a.ended_at >= a.started_at) IS NOT FALSE
    AND (a.last_activity_at >= a.started_at) IS NOT FALSE
    AND (a.login_succeeded OR a.screens_viewed = 0) IS NOT FALSE
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
