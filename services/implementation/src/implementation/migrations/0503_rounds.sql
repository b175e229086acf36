-- migrate:up
-- A body may have to be heard again on the same idea: which consultation asks for it, and which one was closed last. For
-- the version before, a duty that is closed is discharged, as it was.
SET LOCAL lock_timeout = '5s';

ALTER TABLE duty
ADD COLUMN round integer NOT NULL DEFAULT 1,
ADD COLUMN closed_round integer NOT NULL DEFAULT 1;

-- migrate:down
ALTER TABLE duty DROP COLUMN round, DROP COLUMN closed_round;
