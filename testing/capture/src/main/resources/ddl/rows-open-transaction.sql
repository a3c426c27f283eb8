UPDATE open_transaction SET state = 'open', amount = amount + 100 WHERE id IN (1, 2);
DELETE FROM open_transaction WHERE id = 3;
INSERT INTO open_transaction VALUES (7, 'open', 107);
UPDATE open_transaction SET state = 'open, twice' WHERE id = 2;
UPDATE open_transaction SET id = 40 WHERE id = 4;
