DELETE FROM redeliveries WHERE id = 2;
UPDATE redeliveries SET id = 30, updated_at = '2026-01-04 00:00+00' WHERE id = 3;
INSERT INTO truncations VALUES (10, 'after restart');
