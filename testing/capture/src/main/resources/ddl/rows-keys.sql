UPDATE key_changes SET id = 11, state = 'moved' WHERE tenant = 'a' AND id = 1;
UPDATE key_changes SET tenant = 'c' WHERE tenant = 'b';
-- The freed key is taken again, and two keys change places.
INSERT INTO key_changes VALUES ('a', 1, 'second owner');
BEGIN;
UPDATE key_changes SET id = -2 WHERE tenant = 'a' AND id = 2;
UPDATE key_changes SET id = 2 WHERE tenant = 'a' AND id = 3;
UPDATE key_changes SET id = 3 WHERE tenant = 'a' AND id = -2;
COMMIT;
UPDATE key_changes_default SET id = 10 WHERE id = 1;
UPDATE key_changes_default SET state = 'updated' WHERE id = 2;
DELETE FROM key_changes_default WHERE id = 3;
