-- migrate:up
-- The answer to a POST with an Idempotency-Key, kept 24 hours: the same request again gets the same answer.
SET LOCAL lock_timeout = '5s';

CREATE TABLE idempotency (
    principal uuid NOT NULL,
    key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    request_hash bytea NOT NULL,
    status smallint NOT NULL,
    headers jsonb NOT NULL,
    body bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (principal, key)
);
CREATE INDEX idempotency_created ON idempotency (created_at);

-- migrate:down
DROP TABLE idempotency;
