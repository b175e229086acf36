-- migrate:up
-- The time zone that somebody chose; nobody has chosen one so far. NULL: that of their seat.
SET LOCAL lock_timeout = '5s';

ALTER TABLE directory_person ADD COLUMN time_zone text;

-- migrate:down
ALTER TABLE directory_person DROP COLUMN time_zone;
