-- migrate:up
-- Deadlines that fired or were cancelled are deleted some weeks later: found by when they were settled.
SET LOCAL lock_timeout = '5s';

-- A row a deadline: the table is read over in moments, and the lock's time limit above holds here too.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX deadline_settled ON deadline (settled_at) WHERE state <> 'waiting';

-- migrate:down
DROP INDEX deadline_settled;
