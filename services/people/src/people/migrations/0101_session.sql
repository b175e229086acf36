-- migrate:up
-- Sign-in: the key that signs tokens, and sessions that renew them and can be ended.
SET LOCAL lock_timeout = '5s';

CREATE TABLE signing_key (
    kid text PRIMARY KEY,
    private_pem text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE session (
    session_id uuid PRIMARY KEY,
    person_id uuid NOT NULL,
    secret_hash bytea NOT NULL,
    started_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX session_person ON session (person_id) WHERE ended_at IS NULL;

-- migrate:down
DROP TABLE session;
DROP TABLE signing_key;
