UPDATE toast_default SET state = 'small change' WHERE id IN (2, 3, 6, 7, 8, 9);
UPDATE toast_default SET id = id * 10 WHERE id IN (4, 5);
UPDATE toast_full SET state = 'small change' WHERE id IN (2, 3, 6, 7, 8, 9);
UPDATE toast_full SET id = id * 10 WHERE id IN (4, 5);
