UPDATE toast_default SET state = 'whole', body = repeat('new body. ', 400), doc = '{"short": 1}',
  lines = '{short}', counts = '{1}' WHERE id IN (3, 50);
UPDATE toast_full SET body = repeat('new body. ', 400) WHERE id IN (3, 50);
