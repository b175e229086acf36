-- migrate:up
-- Sessions can be recognised by their owners; a signing key is shown before it signs, and the next one is made in time.
SET LOCAL lock_timeout = '5s';

ALTER TABLE session
    ADD COLUMN device text NOT NULL DEFAULT '',
    ADD COLUMN renewed_at timestamptz;

ALTER TABLE signing_key ADD COLUMN signs_from timestamptz NOT NULL DEFAULT '2000-01-01';
UPDATE signing_key SET signs_from = created_at;

-- The key that signs today is the first of the schedule; without one, the first sign-in begins it.
INSERT INTO deadline (id, kind, subject_id, due_at)
SELECT gen_random_uuid(), 'signing-keys', '00000000-0000-7000-8000-000000000001', clock_timestamp()
FROM (SELECT FROM signing_key LIMIT 1) AS known;

-- migrate:down
ALTER TABLE signing_key DROP COLUMN signs_from;
ALTER TABLE session DROP COLUMN renewed_at, DROP COLUMN device;
