-- migrate:up
-- What 0301 left to check, in a transaction of its own: it reads, and locks nobody out.
SET LOCAL lock_timeout = '5s';

ALTER TABLE round VALIDATE CONSTRAINT round_state_known;
ALTER TABLE assignment VALIDATE CONSTRAINT assignment_state_known;

-- migrate:down
SELECT 1;
