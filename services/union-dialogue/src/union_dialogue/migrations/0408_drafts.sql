-- migrate:up
-- What a side writes together before it is said: the opinion by the body, the response by management. Nobody wrote any so far.
SET LOCAL lock_timeout = '5s';

CREATE TABLE shared_draft (
    case_id uuid NOT NULL REFERENCES consultation (case_id),
    kind text NOT NULL CHECK (kind IN ('opinion', 'response')),
    content jsonb NOT NULL,
    version bigint NOT NULL,
    changed_by uuid NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (case_id, kind)
);

-- migrate:down
DROP TABLE shared_draft;
