-- What the statements of this folder share. The newest run is "now"; a day is a day of the business zone.
SET VARIABLE now = (SELECT max(as_of) FROM ops.runs);
CREATE OR REPLACE TEMP MACRO as_of() AS getvariable('now');
CREATE OR REPLACE TEMP MACRO local_time(instant) AS (instant AT TIME ZONE 'America/New_York');
CREATE OR REPLACE TEMP MACRO local_day(instant) AS (instant AT TIME ZONE 'America/New_York')::DATE;
CREATE OR REPLACE TEMP MACRO as_of_day() AS (getvariable('now') AT TIME ZONE 'America/New_York')::DATE;
CREATE OR REPLACE TEMP MACRO month_of(any_day) AS date_trunc('month', any_day)::DATE;
-- The same day of another month, or its last one.
CREATE OR REPLACE TEMP MACRO months_after(any_day, months) AS (any_day + to_months((months)::INT))::DATE;
-- Completed years; who was born on 29 February has no birthday before 1 March.
CREATE OR REPLACE TEMP MACRO age_on(birth, any_day) AS
  year(any_day) - year(birth) - CAST(strftime(any_day, '%m%d') < strftime(birth, '%m%d') AS INT);
-- part / whole rounded half away from zero, in whole numbers so that no digit is lost; NULL of nothing.
CREATE OR REPLACE TEMP MACRO share(part, whole, places) AS
  CASE WHEN whole > 0
    THEN sign(part) * ((2 * abs(part)::HUGEINT * (10 ** places)::HUGEINT + whole::HUGEINT) // (2 * whole::HUGEINT)) / (10 ** places) END;
CREATE OR REPLACE TEMP MACRO cents(amount) AS (amount * 100)::HUGEINT;
-- Whole seconds since 1970; a part of a second is cut off.
CREATE OR REPLACE TEMP MACRO seconds(instant) AS epoch_us(instant) // 1000000;
SET VARIABLE today = (getvariable('now') AT TIME ZONE 'America/New_York')::DATE;
-- least() and greatest() pass over NULLs; a number that is not there stays away.
CREATE OR REPLACE TEMP MACRO capped(number, low, high) AS CASE WHEN number < low THEN low WHEN number > high THEN high ELSE number END;
