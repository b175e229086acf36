-- migrate:up
-- Who has an interest in an idea, beside the authors who joined it: told of the idea, whose round may be open or open later.
SET LOCAL lock_timeout = '5s';

ALTER TABLE joined_authors ADD COLUMN interested uuid [] NOT NULL DEFAULT '{}';

-- migrate:down
ALTER TABLE joined_authors DROP COLUMN interested;
