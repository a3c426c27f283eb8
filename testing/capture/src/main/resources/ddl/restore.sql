CREATE TABLE restored (
  id     integer PRIMARY KEY,
  state  text
);
ALTER TABLE restored REPLICA IDENTITY FULL;
