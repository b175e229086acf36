-- migrate:up
-- A body may have to be heard again on the same idea: what it was asked about, in which consultation, and which one its
-- answer was for. After a second round of review it may contest again. For the version before, a duty that has a result
-- is discharged, as it was.
SET LOCAL lock_timeout = '5s';

ALTER TABLE duty
ADD COLUMN round integer NOT NULL DEFAULT 1,
ADD COLUMN result_round integer NOT NULL DEFAULT 1,
ADD COLUMN questions text [] NOT NULL DEFAULT '{}',
ADD COLUMN measure text;

ALTER TABLE contest ADD COLUMN past boolean NOT NULL DEFAULT false;
-- A row a contest: the table is read over in milliseconds, and the lock's time limit above holds here too.
-- squawk-ignore require-concurrent-index-creation
CREATE UNIQUE INDEX contest_of_body ON contest (idea_id, body_id) WHERE NOT past;
ALTER TABLE contest DROP CONSTRAINT contest_pkey;
-- squawk-ignore require-concurrent-index-creation
CREATE UNIQUE INDEX contest_at ON contest (idea_id, body_id, at);
ALTER TABLE contest ADD CONSTRAINT contest_pkey PRIMARY KEY USING INDEX contest_at;

-- migrate:down
ALTER TABLE duty DROP COLUMN round, DROP COLUMN result_round, DROP COLUMN questions, DROP COLUMN measure;
