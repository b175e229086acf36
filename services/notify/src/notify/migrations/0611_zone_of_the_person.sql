-- migrate:up
-- The time zone is the person's own, as people.v1 tells it: it is chosen in one place for everything.
SET LOCAL lock_timeout = '5s';

-- squawk-ignore ban-drop-column
ALTER TABLE hours DROP COLUMN zone;

-- migrate:down
ALTER TABLE hours ADD COLUMN zone text;
