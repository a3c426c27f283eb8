UPDATE truncations SET state = 'gone soon' WHERE id = 1;
TRUNCATE truncations;
INSERT INTO truncations VALUES (2, 'after'), (9, 'after');
BEGIN;
INSERT INTO truncations VALUES (5, 'same transaction');
TRUNCATE truncations;
INSERT INTO truncations VALUES (6, 'same transaction'), (2, 'after both');
COMMIT;
