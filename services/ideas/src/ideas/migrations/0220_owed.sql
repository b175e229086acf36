-- migrate:up
-- By when an idea is owed its next answer, by whom, and whether that day has passed. Ideas that wait already get their day
-- from the worker, counted from then: nobody is late by what was never told.
SET LOCAL lock_timeout = '5s';

ALTER TABLE idea
ADD COLUMN owed text,
ADD COLUMN due_on date,
ADD COLUMN late boolean NOT NULL DEFAULT false;

-- Holds only the ideas whose day is not set yet: a handful for a second each.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX idea_undated ON idea (idea_id)
WHERE owed IS NULL AND status IN ('submitted', 'reviewed', 'decision_pending', 'appealed');
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX idea_late ON idea (idea_id DESC) WHERE late;

-- migrate:down
DROP INDEX idea_late;
DROP INDEX idea_undated;
ALTER TABLE idea DROP COLUMN late, DROP COLUMN due_on, DROP COLUMN owed;
