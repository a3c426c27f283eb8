CREATE TABLE reslotted (
  id     integer PRIMARY KEY,
  state  text
);
ALTER TABLE reslotted REPLICA IDENTITY FULL;
