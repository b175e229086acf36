-- migrate:up
-- A deadline is a row that fires exactly once, whichever process is alive, also after downtime, in order of due time.
SET LOCAL lock_timeout = '5s';

CREATE TABLE deadline (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    subject_id uuid NOT NULL,
    due_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'fired', 'cancelled')),
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    last_error text,
    settled_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX deadline_one_waiting ON deadline (kind, subject_id) WHERE state = 'waiting';
CREATE INDEX deadline_due ON deadline (due_at, id) WHERE state = 'waiting';

-- migrate:down
DROP TABLE deadline;
