-- migrate:up
-- Rounds, their assignments with the reviews in them. Who reviewed what is known here and nowhere else.
SET LOCAL lock_timeout = '5s';

CREATE TABLE round (
    round_id uuid PRIMARY KEY,
    idea_id uuid NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    author_ids uuid[] NOT NULL,
    rubric_version integer NOT NULL,
    quorum integer NOT NULL CHECK (quorum > 0),
    due_on date NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'concluded')),
    conflicts integer NOT NULL DEFAULT 0,
    outcome jsonb,
    version bigint NOT NULL,
    opened_at timestamptz NOT NULL
);
CREATE INDEX round_idea ON round (idea_id);

CREATE TABLE assignment (
    assignment_id uuid PRIMARY KEY,
    round_id uuid NOT NULL REFERENCES round (round_id),
    person_id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('assigned', 'drafted', 'submitted', 'conflicted')),
    scores jsonb NOT NULL,
    comment text NOT NULL,
    conflict_reason text,
    version bigint NOT NULL,
    UNIQUE (round_id, person_id)
);
CREATE INDEX assignment_person ON assignment (person_id, state);

-- migrate:down
DROP TABLE assignment;
DROP TABLE round;
