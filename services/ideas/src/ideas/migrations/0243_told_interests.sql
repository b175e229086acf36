-- migrate:up
-- Which interests were told to those who ask others to judge an idea. The version before told of none: what it has noted, and
-- notes while it still runs, is told by the worker. The index holds nothing but that.
SET LOCAL lock_timeout = '5s';

ALTER TABLE conflict ADD COLUMN told boolean NOT NULL DEFAULT false;
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX conflict_untold ON conflict (idea_id) WHERE NOT told;

-- migrate:down
DROP INDEX conflict_untold;
ALTER TABLE conflict DROP COLUMN told;
