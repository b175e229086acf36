-- migrate:up
-- Substitutes who sit in for a member of the body in a case; nobody sits in so far.
SET LOCAL lock_timeout = '5s';

ALTER TABLE consultation ADD COLUMN seatings jsonb NOT NULL DEFAULT '[]';

-- migrate:down
ALTER TABLE consultation DROP COLUMN seatings;
