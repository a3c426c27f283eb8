UPDATE redeliveries SET state = 'second', updated_at = '2026-01-02 00:00+00' WHERE id <= 4;
DELETE FROM redeliveries WHERE id = 4;
INSERT INTO redeliveries VALUES (6, 'second', '2026-01-02 00:00+00');
INSERT INTO truncations VALUES (7, 'before crash');
TRUNCATE truncations;
INSERT INTO truncations VALUES (8, 'before crash');
UPDATE open_transaction SET state = 'before crash' WHERE id = 7;
