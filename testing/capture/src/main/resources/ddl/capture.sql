CREATE TYPE visit_status AS ENUM ('booked', 'arrived', 'done');

-- One column of every type a contract knows.
CREATE TABLE wire_types (
  id           bigint PRIMARY KEY,
  external_id  uuid,
  label        text,
  code         varchar(20),
  status       visit_status,
  details      json,
  settings     jsonb,
  active       boolean,
  small_count  smallint,
  item_count   integer,
  total        bigint,
  amount       numeric(12,2),
  rate         numeric(20,8),
  huge         numeric(38,0),
  born_on      date,
  opens_at     time(3),
  closes_at    time(6),
  seen_s       timestamp(0),
  seen_ms      timestamp(3),
  seen_us      timestamp(6),
  sent_ms      timestamptz(3),
  sent_us      timestamptz(6)
);
ALTER TABLE wire_types REPLICA IDENTITY FULL;

CREATE TABLE array_types (
  id       integer PRIMARY KEY,
  tags     text[],
  counts   integer[],
  totals   bigint[],
  flags    boolean[],
  amounts  numeric(10,2)[],
  days     date[],
  ids      uuid[],
  sent     timestamptz[]
);
ALTER TABLE array_types REPLICA IDENTITY FULL;

-- Values that PostgreSQL allows and most readers do not expect.
CREATE TABLE special_values (
  id       integer PRIMARY KEY,
  amount   numeric(12,2),
  day      date,
  at_time  time(6),
  seen_ms  timestamp(3),
  seen_us  timestamp(6),
  sent_at  timestamptz
);
ALTER TABLE special_values REPLICA IDENTITY FULL;

-- Changed by a transaction that is open while the initial snapshot is taken.
CREATE TABLE open_transaction (
  id     integer PRIMARY KEY,
  state  text NOT NULL,
  amount numeric(10,2)
);
ALTER TABLE open_transaction REPLICA IDENTITY FULL;

CREATE TABLE key_changes (
  tenant  text,
  id      integer,
  state   text,
  PRIMARY KEY (tenant, id)
);
ALTER TABLE key_changes REPLICA IDENTITY FULL;

-- Key changes where only the key is logged: the old image is the key alone.
CREATE TABLE key_changes_default (
  id      integer PRIMARY KEY,
  state   text NOT NULL,
  amount  numeric(10,2) NOT NULL,
  active  boolean
);

CREATE TABLE truncations (
  id     integer PRIMARY KEY,
  state  text
);
ALTER TABLE truncations REPLICA IDENTITY FULL;

-- REPLICA IDENTITY DEFAULT: an update that leaves a large value alone does not log it.
CREATE TABLE toast_default (
  id      integer PRIMARY KEY,
  state   text,
  body    text,
  doc     jsonb,
  lines   text[],
  counts  integer[],
  totals  bigint[],
  ids     uuid[],
  days    date[]
);
ALTER TABLE toast_default ALTER body SET STORAGE EXTERNAL, ALTER doc SET STORAGE EXTERNAL,
  ALTER lines SET STORAGE EXTERNAL, ALTER counts SET STORAGE EXTERNAL,
  ALTER totals SET STORAGE EXTERNAL, ALTER ids SET STORAGE EXTERNAL, ALTER days SET STORAGE EXTERNAL;

CREATE TABLE toast_full (LIKE toast_default INCLUDING ALL);
ALTER TABLE toast_full REPLICA IDENTITY FULL;

CREATE TABLE redeliveries (
  id          integer PRIMARY KEY,
  state       text,
  updated_at  timestamptz NOT NULL
);
ALTER TABLE redeliveries REPLICA IDENTITY FULL;
