-- migrate:up
-- What ended, and since when, kept beside what began: whichever of the two arrives first, the answer is the same.
SET LOCAL lock_timeout = '5s';

ALTER TABLE role_held
    ADD COLUMN effective_on date NOT NULL DEFAULT '0001-01-01',
    ADD COLUMN held boolean NOT NULL DEFAULT true;

-- A row without a body: the person left the organisation.
CREATE TABLE ending (
    person_external_id text NOT NULL,
    body_external_id text,
    effective_on date NOT NULL,
    UNIQUE NULLS NOT DISTINCT (person_external_id, body_external_id, effective_on)
);

-- migrate:down
DROP TABLE ending;
DELETE FROM role_held WHERE NOT held;
ALTER TABLE role_held DROP COLUMN held, DROP COLUMN effective_on;
