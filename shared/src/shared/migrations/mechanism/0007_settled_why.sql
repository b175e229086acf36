-- migrate:up
-- Whoever gives an event up says why, and that stays. Rows that were settled before have no reason.
SET LOCAL lock_timeout = '5s';

ALTER TABLE dead_letter ADD COLUMN settled_why text;

-- migrate:down
ALTER TABLE dead_letter DROP COLUMN settled_why;
