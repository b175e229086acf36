-- migrate:up
-- When a deferred idea wakes, which an appeal does not change; and against whose decision an appeal was answered, so that
-- somebody else takes the next one.
SET LOCAL lock_timeout = '5s';

ALTER TABLE idea
ADD COLUMN deferred_until date,
ADD COLUMN appealed_decider uuid;

UPDATE idea SET deferred_until = (decision ->> 'deferred_until')::date WHERE status = 'deferred';

-- migrate:down
ALTER TABLE idea
DROP COLUMN appealed_decider,
DROP COLUMN deferred_until;
