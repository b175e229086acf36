-- migrate:up
-- What administrators and chairs say stands beside what HR says, one row a slot and day, and neither overwrites the
-- other. `seen_digest` and `seen_on` are the newest word of HR on the slot when it was said: a newer one that says
-- something else is shown as a discrepancy.
SET LOCAL lock_timeout = '5s';

CREATE TABLE administered (
    kind text NOT NULL CHECK (kind IN ('person', 'body', 'calendar')),
    external_id text NOT NULL,
    slot text NOT NULL,
    effective_on date NOT NULL,
    fact_id uuid NOT NULL UNIQUE,
    told_at timestamptz NOT NULL,
    told_by uuid NOT NULL,
    evidence text,
    type text NOT NULL,
    data jsonb NOT NULL,
    seen_digest bytea,
    seen_on date,
    PRIMARY KEY (kind, external_id, slot, effective_on)
);

-- migrate:down
DROP TABLE administered;
