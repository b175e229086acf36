-- migrate:up
-- When a benefit was measured and verified, beside who did it; of what was measured before, nobody wrote the time down.
SET LOCAL lock_timeout = '5s';

ALTER TABLE benefit ADD COLUMN measured_at timestamptz, ADD COLUMN verified_at timestamptz;

-- migrate:down
ALTER TABLE benefit DROP COLUMN measured_at, DROP COLUMN verified_at;
