INSERT INTO wire_types (id, label, amount, seen_ms, seen_us) VALUES (5, 'short', 0.10, '2026-02-01', '2026-02-01');
UPDATE wire_types SET label = 'changed', small_count = 8, amount = 1234.51 WHERE id = 1;
UPDATE wire_types SET active = true, opens_at = '12:00', closes_at = '12:00:00.5', born_on = '2000-01-01' WHERE id = 2;
DELETE FROM wire_types WHERE id = 5;
UPDATE array_types SET tags = tags || 'more'::text, counts = '{}' WHERE id = 1;
UPDATE array_types SET tags = '{late}' WHERE id = 2;
INSERT INTO special_values VALUES
 (10, 'NaN', '2026-01-08', '10:00', '2026-01-08 10:00', '2026-01-08 10:00', '2026-01-08 10:00+00'),
 (22, 1.00, '2026-01-08', '10:00', '-infinity', '2026-01-08 10:00', '2026-01-08 10:00+00'),
 (23, 1.00, '2026-01-08', '10:00', '2026-01-08 10:00', '-infinity', '2026-01-08 10:00+00'),
 (24, 1.00, '2026-01-08', '10:00', '2026-01-08 10:00', '2026-01-08 10:00', 'infinity'),
 (25, 1.00, '2026-01-08', '10:00', '2026-01-08 10:00', '2026-01-08 10:00', '-infinity'),
 (26, 1.00, 'infinity', '10:00', '2026-01-08 10:00', '2026-01-08 10:00', '2026-01-08 10:00+00'),
 (27, 1.00, '-infinity', '10:00', '2026-01-08 10:00', '2026-01-08 10:00', '2026-01-08 10:00+00');
UPDATE open_transaction SET state = 'after' WHERE id IN (2, 5);
