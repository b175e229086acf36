-- migrate:up
-- What 0504 left to check, in a transaction of its own: it reads, and locks nobody out.
SET LOCAL lock_timeout = '5s';

ALTER TABLE plan VALIDATE CONSTRAINT plan_state_is_known;
ALTER TABLE task VALIDATE CONSTRAINT task_state_is_known;

-- migrate:down
SELECT 1;
