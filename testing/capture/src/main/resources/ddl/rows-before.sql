INSERT INTO wire_types VALUES
 (1, '7f3c1d2e-0a4b-4c5d-8e6f-102132435465', 'plain', 'A-1', 'booked',
  '{"b": 1,  "a": [true, null]}', '{"b": 1, "a": [true, null]}', true, 7, 42, 9000000000,
  1234.50, 0.00000001, 12345678901234567890123456789012345678, '1980-02-29', '08:15:30.123',
  '17:45:00.000001', '2026-01-08 10:15:30', '2026-01-08 10:15:30.123',
  '2026-01-08 10:15:30.123456', '2026-01-08 10:15:30.120+00', '2026-01-08 10:15:30.123456+00'),
 (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
  NULL, NULL, NULL, NULL, NULL, NULL),
 (3, '00000000-0000-0000-0000-000000000000', '', '', 'done', 'null', '""', false, -32768,
  -2147483648, -9223372036854775808, -0.01, -999999999999.99999999,
  -99999999999999999999999999999999999999, '1969-12-31', '00:00', '00:00', '1969-12-31 23:59:59',
  '1969-12-31 23:59:59.999', '1969-12-31 23:59:59.999999', '1969-12-31 23:59:59.999+00',
  '1969-12-31 23:59:59.999999+00'),
 (4, 'ffffffff-ffff-ffff-ffff-ffffffffffff', E'Zoë 李 🩺 e\u0301 "quoted", \\back\\ line\nfeed\ttab',
  'ÄÖÜß', 'arrived', '{"Größe": "1,80 m 🧬"}', '{"Größe": "1,80 m 🧬"}', true, 32767, 2147483647,
  9223372036854775807, 9999999999.99, 999999999999.99999999,
  99999999999999999999999999999999999999, '2026-12-31', '23:59:59.999', '23:59:59.999999',
  '2026-03-08 02:30:00', '2026-03-08 02:30:00.500', '2026-03-08 02:30:00.500001',
  '2026-03-08 02:30:00.5-05', '2026-07-01 23:59:59.999999-04');

INSERT INTO array_types VALUES
 (1, '{a,"b,c","d \"e\""}', '{1,2,3}', '{9000000000}', '{true,false}', '{1.50,-2.25}',
  '{2026-01-08,1969-12-31}', '{7f3c1d2e-0a4b-4c5d-8e6f-102132435465}',
  '{"2026-01-08 10:15:30.123456+00"}'),
 (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
 (3, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}'),
 (4, '{NULL,"",李}', '{NULL,-1}', '{NULL}', '{NULL,true}', '{NULL,0.00}', '{NULL,2024-02-29}',
  '{NULL}', '{NULL}');

INSERT INTO special_values VALUES
 (1, 1.00, '2026-01-08', '24:00:00', '2026-01-08 10:00', '2026-01-08 10:00', '0044-03-15 12:00:00+00 BC'),
 (2, 0.00, '9999-12-31', '23:59:59.999999', '9999-12-31 23:59:59.999', '9999-12-31 23:59:59.999999',
  '9999-12-31 23:59:59.999999+00'),
 (3, -1.00, '0001-01-01', '00:00:00', '0001-01-01 00:00:00', '1582-10-10 12:00:00', '1582-10-10 12:00:00+00'),
 (20, 1.00, '2026-01-08', '10:00', 'infinity', '2026-01-08 10:00', '2026-01-08 10:00+00'),
 (21, 1.00, '2026-01-08', '10:00', '2026-01-08 10:00', 'infinity', '2026-01-08 10:00+00');

INSERT INTO open_transaction SELECT i, 'before', i FROM generate_series(1, 6) i;
INSERT INTO key_changes VALUES ('a', 1, 'first'), ('a', 2, 'first'), ('a', 3, 'first'), ('b', 1, 'first');
INSERT INTO key_changes_default VALUES (1, 'first', 1.5, true), (2, 'first', 2.5, NULL), (3, 'first', 3.5, false);
INSERT INTO truncations SELECT i, 'first' FROM generate_series(1, 4) i;
INSERT INTO toast_default
  SELECT i, 'first', repeat('body ' || i || '. ', 500),
    jsonb_build_object('text', repeat('doc ' || i || '. ', 600)),
    (SELECT array_agg('line ' || n || ' of ' || i) FROM generate_series(1, 300) n),
    (SELECT array_agg(n * i) FROM generate_series(1, 900) n)
  FROM generate_series(1, 5) i;
-- One large value each, of a kind that cannot hold text.
INSERT INTO toast_default (id, state, counts)
  SELECT 6, 'first', array_agg(n) FROM generate_series(1, 900) n;
INSERT INTO toast_default (id, state, totals)
  SELECT 7, 'first', array_agg(n * 10000000000) FROM generate_series(1, 500) n;
INSERT INTO toast_default (id, state, ids)
  SELECT 8, 'first', array_agg(md5(n::text)::uuid) FROM generate_series(1, 200) n;
INSERT INTO toast_default (id, state, days)
  SELECT 9, 'first', array_agg(date '2026-01-01' + n) FROM generate_series(1, 900) n;
INSERT INTO toast_full SELECT * FROM toast_default;
INSERT INTO redeliveries SELECT i, 'first', '2026-01-01 00:00+00' FROM generate_series(1, 5) i;
