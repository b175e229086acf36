-- migrate:up
-- How far behind a partition is knows the process that reads it; the page of operations asks another one.
SET LOCAL lock_timeout = '5s';

ALTER TABLE consumer_offset
    ADD COLUMN lag_records bigint,
    ADD COLUMN lag_seconds double precision,
    ADD COLUMN measured_at timestamptz;

-- migrate:down
ALTER TABLE consumer_offset DROP COLUMN measured_at, DROP COLUMN lag_seconds, DROP COLUMN lag_records;
