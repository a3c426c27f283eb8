UPDATE redeliveries SET state = 'third', updated_at = '2026-01-03 00:00+00' WHERE id IN (1, 6);
INSERT INTO redeliveries VALUES (4, 'born again', '2026-01-03 00:00+00');
