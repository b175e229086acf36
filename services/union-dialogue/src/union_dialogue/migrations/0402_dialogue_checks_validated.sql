-- migrate:up
-- What 0401 left to check, in a transaction of its own: it reads, and locks nobody out.
SET LOCAL lock_timeout = '5s';

ALTER TABLE consultation VALIDATE CONSTRAINT consultation_state_known;

-- migrate:down
SELECT 1;
